package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.ETH_ICS;
import static org.kivuko.agreement.Fixtures.KEN_DIS;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.UGA_URA;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.RuleBuilder.permit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Message;

/** Kenya's immigration sends to Uganda something that it was given by Ethiopia's. */
class PassingOnTest {
    private static final AgencyId ETH_RRS = AgencyId.of("ETH.RRS");
    private static final Agreement FREE = agreement(
            "KEN-UGA.test", List.of("KEN", "UGA"), permit("P").keep("*").build());

    private static Optional<Code> reason(Message message, Received... received) {
        return Fixtures.judge(message, UGA_DCIC, Facts.NONE.withReceived(List.of(received)), FREE)
                .reason();
    }

    private static Message message(String purpose) {
        return alert("'purpose': '%s'".formatted(purpose), "DOC-LOST", "");
    }

    private static Received received(Onward onward, EvidenceUse evidence, String to, String consented) {
        var list = to.isEmpty() ? Set.<String>of() : Set.of(to);
        var consents = consented.isEmpty() ? Set.<String>of() : Set.of(consented);
        return new Received(ETH_ICS, new Passing(onward, list, evidence), Set.of(KEN_DIS, ETH_RRS), consents, consents);
    }

    // The planted defect: with CONSENT answered like LISTED, the fourth and fifth rows fail.
    @ParameterizedTest
    @CsvSource({
        "prohibited, '', '', false",
        "prohibited, UGA, UGA, false",
        "consent, '', '', false",
        "consent, UGA, '', false",
        "consent, '', UGA, true",
        "consent, '', UGA.DCIC, true",
        "consent, '', UGA.URA, false",
        "listed, '', UGA, false",
        "listed, UGA, '', true",
        "listed, UGA.DCIC, '', true",
        "listed, UGA.URA, '', false"
    })
    void whatWasReceivedIsPassedOnAsItsOnwardRuleSays(String onward, String to, String consented, boolean crosses) {
        // Given
        var rule = org.kivuko.model.Coded.find(Onward.class, onward).orElseThrow();

        // Then: how it may be used as evidence does not matter
        assertThat(reason(message("crime"), received(rule, EvidenceUse.FREE, to, consented)))
                .isEqualTo(crosses ? Optional.empty() : Optional.of(Code.CONSENT_REQUIRED));
    }

    @ParameterizedTest
    @CsvSource({"prohibited, UGA, false", "consent, '', false", "consent, UGA.DCIC, true", "free, '', true"})
    void asEvidenceItIsPassedOnAsTheEvidenceRuleSays(String evidence, String consented, boolean crosses) {
        // Given
        var use = org.kivuko.model.Coded.find(EvidenceUse.class, evidence).orElseThrow();

        // Then: the onward rule does not matter
        assertThat(reason(message("evidence"), received(Onward.LISTED, use, "UGA", consented)))
                .isEqualTo(crosses ? Optional.empty() : Optional.of(Code.CONSENT_REQUIRED));
        assertThat(reason(message("evidence"), received(Onward.PROHIBITED, use, "", consented)))
                .isEqualTo(crosses ? Optional.empty() : Optional.of(Code.CONSENT_REQUIRED));
    }

    @Test
    void aConsentForOnePurposeIsNoneForEvidence() {
        // Given
        var passing = new Passing(Onward.CONSENT, Set.of(), EvidenceUse.CONSENT);
        var consented = new Received(ETH_ICS, passing, Set.of(KEN_DIS), Set.of("UGA"), Set.of());

        // Then
        assertThat(reason(message("crime"), consented)).isEmpty();
        assertThat(reason(message("evidence"), consented)).contains(Code.CONSENT_REQUIRED);
    }

    @Test
    void backToTheOriginatorNothingIsPassedOn() {
        // Given
        var received = new Received(UGA_DCIC, Passing.PROHIBITED, Set.of(KEN_DIS), Set.of(), Set.of());

        // Then
        assertThat(reason(message("crime"), received)).isEmpty();
    }

    @Test
    void toWhomTheOriginatorAddressedItAlreadyNothingIsPassedOn() {
        // Given
        var addressed = new Received(ETH_ICS, Passing.PROHIBITED, Set.of(KEN_DIS, UGA_DCIC), Set.of(), Set.of());
        var other = new Received(ETH_ICS, Passing.PROHIBITED, Set.of(KEN_DIS, UGA_URA), Set.of(), Set.of());

        // Then
        assertThat(reason(message("crime"), addressed)).isEmpty();
        assertThat(reason(message("crime"), other)).contains(Code.CONSENT_REQUIRED);
    }

    @Test
    void everythingInTheMessageMustBeAllowedToGo() {
        // Given
        var listed = received(Onward.LISTED, EvidenceUse.PROHIBITED, "UGA", "");
        var prohibited = received(Onward.PROHIBITED, EvidenceUse.PROHIBITED, "", "");

        // Then
        assertThat(reason(message("crime"), listed, prohibited)).contains(Code.CONSENT_REQUIRED);
    }
}
