package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.NOW;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.agreements;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.RuleBuilder.permit;
import static org.kivuko.agreement.RuleBuilder.prohibit;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.agreement.Agreements.Expansion;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;

/** The sender is KEN.DIS. */
class AddressingTest {
    private static final String ALL_OF_UGANDA = "[UGA.DCIC, UGA.MGLSD, UGA.OPM, UGA.UPF, UGA.URA]";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UGA.DCIC | [UGA.DCIC]",
                "KEN.KRA | [KEN.KRA]",
                "UGA:immigration | [UGA.DCIC]",
                "UGA:refugee UGA:customs | [UGA.OPM, UGA.URA]",
                "post:KEN-BUSIA/UGA-BUSIA | [KEN.KRA, UGA.DCIC, UGA.URA]",
                "committee:KEN-BUSIA/UGA-BUSIA | [KEN.BMS, UGA.DCIC]",
                "UGA.DCIC UGA:immigration post:KEN-BUSIA/UGA-BUSIA | [KEN.KRA, UGA.DCIC, UGA.URA]",
                "KEN.DIS UGA.DCIC | [UGA.DCIC]",
                "UGA | " + ALL_OF_UGANDA,
                "KEN | [KEN.BMS, KEN.DRS, KEN.KRA]"
            })
    void anAddressNamesAgenciesEachOnceWithoutTheSender(String to, String agencies) {
        assertThat(expand(to, agreements())).hasToString(agencies);
    }

    @ParameterizedTest
    @CsvSource({
        "TZA.PCID, 1",
        "UGA.KCCA, 1",
        "TZA, 1",
        "UGA:health, 1",
        "TZA:health, 1",
        "post:KEN-LIBOI/SOM-DHOBLEY, 1",
        "committee:KEN-MOYALE/ETH-MOYALE, 1",
        "committee:KEN-LIBOI/SOM-DHOBLEY, 1",
        "*, 1",
        "KEN.DIS, 1",
        "KEN:immigration, 1",
        "UGA.DCIC TZA, 1",
        "TZA UGA.DCIC UGA:health, 2"
    })
    void anAddressThatNamesNobodyIsUnknown(String to, int faults) {
        // When
        var expansion = agreements().expand(to(to), NOW);

        // Then
        assertThat(((Expansion.Unknown) expansion).faults())
                .hasSize(faults)
                .allMatch(fault ->
                        fault.code() == Code.UNKNOWN_ADDRESS && fault.pointer().equals("/to"))
                .extracting(Fault::detail)
                .noneMatch(detail -> detail.contains("TZA"));
    }

    @Test
    void aStateMeansTheAgenciesThatPermitsInForceNameAsRecipients() {
        // Given
        var named = bilateral(
                permit("P")
                        .recipients(":customs")
                        .alertTypes("VEH-*")
                        .annex("nobodys")
                        .build(),
                permit("Q").recipients("UGA.UPF").build(),
                permit("R").between("UGA", "KEN").recipients("KEN.DIS").build(),
                prohibit("N").recipients(":refugee").build());

        // Then
        assertThat(expand("UGA", agreements(named))).hasToString("[UGA.UPF, UGA.URA]");
    }

    @Test
    void aPermitWithoutRecipientsNamesEveryAgency() {
        // Given
        var open = bilateral(
                permit("P").recipients(":customs").build(), permit("Q").build());

        // Then
        assertThat(expand("UGA", agreements(open))).hasToString(ALL_OF_UGANDA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DRAFT", "SUSPENDED", "TERMINATED"})
    void permitsThatAreNotInForceNameNobodySoThatTheStateMeansAllItsAgencies(State state) {
        // Given
        var draft = agreement(
                "KEN-UGA.test",
                List.of("KEN", "UGA"),
                state,
                permit("P").recipients(":customs").build());

        // Then
        assertThat(expand("UGA", agreements(draft))).hasToString(ALL_OF_UGANDA);
    }

    @Test
    void anOwnStateMeansWhomItsNationalProtocolNames() {
        // Given
        var national = agreement(
                "KEN.national",
                List.of("KEN"),
                permit("P")
                        .between("KEN", "KEN")
                        .recipients(":customs", ":immigration")
                        .build());

        // Then
        assertThat(expand("KEN", agreements(national))).hasToString("[KEN.KRA]");
    }

    @Test
    void aStarMeansWhomPermitsNameInEveryOtherState() {
        // Given
        var multilateral = agreement(
                "EAC.all",
                List.of("ETH", "KEN", "UGA"),
                permit("P").between("*", "*").recipients(":refugee").build());
        var national = agreement(
                "KEN.national",
                List.of("KEN"),
                permit("P").between("KEN", "KEN").build());

        // Then
        assertThat(expand("*", agreements(multilateral, national))).hasToString("[ETH.RRS, UGA.OPM]");
        assertThat(agreements(national).expand(to("*"), NOW)).isInstanceOf(Expansion.Unknown.class);
    }

    private static Object expand(String to, Agreements agreements) {
        return ((Expansion.Recipients) agreements.expand(to(to), NOW)).agencies();
    }

    private static Message to(String to) {
        return Fixtures.message(
                alert("DOC-LOST", "").json().toString().replace("\"to\":\"UGA\"", "\"to\":\"" + to + "\""));
    }
}
