package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.ETH_ICS;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.UGA_MGLSD;
import static org.kivuko.agreement.Fixtures.UGA_UPF;
import static org.kivuko.agreement.Fixtures.UGA_URA;
import static org.kivuko.agreement.Fixtures.agreements;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.RuleBuilder.permit;

import java.util.Collection;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Controls.Copy;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;

/** Who gets a copy that the sender is not shown. Uganda's central contact is its police. */
class CopiesTest {
    private static final String CHILD = "'subject': {'person': {'surname': 'Wanjiru', 'minor': true}}";

    private static final Agreements AGREEMENTS = agreements(bilateral(
            permit("C")
                    .alertTypes("DOC-*")
                    .copies(Copy.CENTRAL_CONTACT)
                    .recipients("UGA.DCIC")
                    .keep("*")
                    .build(),
            permit("P")
                    .alertTypes("PER-*", "DOC-*")
                    .recipients("UGA.URA")
                    .keep("*")
                    .build()));

    private static Collection<AgencyId> copies(Message message, AgencyId... addressees) {
        var rulings = Stream.of(addressees)
                .map(agency -> AGREEMENTS.judge(message, agency, Fixtures.NOW, Facts.NONE))
                .toList();
        return AGREEMENTS.copies(message, rulings);
    }

    @Test
    void theCentralContactGetsACopyOfWhatCrossesUnderAPermitThatSaysSo() {
        assertThat(copies(alert("DOC-LOST", ""), UGA_DCIC)).containsExactly(UGA_UPF);
    }

    @Test
    void notOfWhatCrossesUnderAnotherPermitOrIsRefused() {
        assertThat(copies(alert("DOC-LOST", ""), UGA_URA)).isEmpty();
        assertThat(copies(alert("VEH-STOLEN", ""), UGA_DCIC)).isEmpty();
    }

    @Test
    void whoIsAddressedGetsNoSecondCopy() {
        assertThat(copies(alert("DOC-LOST", ""), UGA_DCIC, UGA_UPF)).isEmpty();
    }

    @Test
    void whatIsHeldIsCopiedToo() {
        // Given
        var reviewed = agreements(bilateral(permit("P")
                .review("PT1H")
                .copies(Copy.CENTRAL_CONTACT)
                .keep("*")
                .build()));
        var message = alert("DOC-LOST", "");
        var held = reviewed.judge(message, UGA_DCIC, Fixtures.NOW, Facts.NONE);

        // Then
        assertThat(held.outcome()).isEqualTo(Outcome.HELD);
        assertThat(reviewed.copies(message, java.util.List.of(held))).containsExactly(UGA_UPF);
    }

    // PR-4. The planted defect: without the flag of a child nobody gets a copy.
    @Test
    void aChildIsMadeKnownToThoseWhoProtectChildrenInEachStateAddressed() {
        assertThat(copies(alert("PER-MISSING", CHILD), UGA_URA)).containsExactly(UGA_MGLSD);
        assertThat(copies(alert("PER-AT-RISK", CHILD), UGA_DCIC)).containsExactly(UGA_MGLSD);
        assertThat(copies(alert("PER-MISSING", CHILD), UGA_MGLSD)).isEmpty();
        assertThat(copies(alert("PER-MISSING", CHILD), ETH_ICS)).isEmpty();
    }

    @Test
    void anAdultIsNot() {
        assertThat(copies(alert("PER-MISSING", "'subject': {'person': {'surname': 'Wanjiru'}}"), UGA_URA))
                .isEmpty();
    }
}
