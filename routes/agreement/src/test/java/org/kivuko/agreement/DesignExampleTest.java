package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.NOW;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.UGA_UPF;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.agreements;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.crossing;
import static org.kivuko.agreement.Fixtures.flow;
import static org.kivuko.agreement.Fixtures.until;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.agreement.Rule.Transform;
import org.kivuko.agreement.Rule.Travellers;
import org.kivuko.model.Code;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

/** The agreement that the contract shows, cut to the keys that are enforced. */
class DesignExampleTest {
    private static final Agreement OSBP = new Agreement(
            "KEN-UGA.osbp",
            3,
            "One-stop border posts Busia and Malaba",
            agreement("x", List.of("KEN", "UGA")).instrument(),
            List.of("KEN", "UGA"),
            State.IN_FORCE,
            until("2018-02-24", "2031-01-01"),
            Map.of("alert", Set.of("KEN", "UGA"), "flow", Set.of("KEN", "UGA"), "record", Set.of("KEN")),
            List.of(
                    RuleBuilder.permit("K-U-1")
                            .annex("alert")
                            .messages(MessageType.ALERT)
                            .alertTypes("DOC-*", "VEH-*")
                            .senders(":immigration", "KEN.KRA")
                            .recipients(":immigration", ":customs")
                            .posts("KEN-BUSIA/UGA-BUSIA")
                            .purposes(Purpose.BORDER_CHECK, Purpose.CUSTOMS)
                            .statuses(Status.ACTUAL, Status.EXERCISE)
                            .minSeverity(Severity.MODERATE)
                            .travellers(Travellers.THIRD_COUNTRY)
                            .keep(
                                    "@core",
                                    "texts[].event",
                                    "subject.document.*",
                                    "subject.vehicle.registration",
                                    "subject.person.dateOfBirth")
                            .transform("subject.person.dateOfBirth", Transform.YEAR)
                            .require("subject.document.issuer")
                            .handlingDefault(Handling.H0)
                            .handlingMax(Handling.H1)
                            .maxBytes(262_144)
                            .build(),
                    RuleBuilder.permit("K-U-2")
                            .annex("flow")
                            .messages(MessageType.FLOW_REPORT)
                            .purposes(Purpose.STATISTICS)
                            .keep("@core")
                            .build(),
                    RuleBuilder.permit("K-U-3")
                            .annex("record")
                            .messages(MessageType.CROSSING_RECORD)
                            .purposes(Purpose.BORDER_CHECK)
                            .keep("@core")
                            .build(),
                    RuleBuilder.prohibit("K-U-9")
                            .between("*", "*")
                            .whenProtected()
                            .build()));

    @Test
    void aStolenPassportCrossesTheHoldersNameDoesNot() {
        // Given
        var stolen = alert(
                "DOC-STOLEN",
                "'texts': [{'language': 'en', 'event': 'Stolen passport'}],"
                        + "'subject': {'person': {'surname': 'Wanjiru', 'givenNames': 'Amina',"
                        + " 'dateOfBirth': '1990-05-12'},"
                        + " 'document': {'type': 'PP', 'issuer': 'KEN', 'number': 'BK1234567'}}");

        // When
        var ruling = agreements(OSBP).judge(stolen, UGA_DCIC, NOW, Facts.NONE);

        // Then
        assertThat(ruling.outcome()).isEqualTo(Outcome.REDUCED);
        assertThat(ruling.rules()).containsExactly("KEN-UGA.osbp@3/K-U-1");
        assertThat(ruling.agreements()).containsExactly("KEN-UGA.osbp@3");
        assertThat(ruling.removed())
                .containsExactly("subject.person.givenNames", "subject.person.surname", "texts[].language");
        assertThat(ruling.transformed()).containsExactly("subject.person.dateOfBirth");
        assertThat(ruling.obligations()).isEqualTo(Obligations.of(Handling.H0));
        assertThat(ruling.data().orElseThrow())
                .hasToString("{\"msgType\":\"Alert\",\"alertType\":\"DOC-STOLEN\",\"category\":[\"Security\"],"
                        + "\"urgency\":\"Expected\",\"severity\":\"Moderate\",\"certainty\":\"Observed\","
                        + "\"texts\":[{\"event\":\"Stolen passport\"}],"
                        + "\"subject\":{\"person\":{\"dateOfBirth\":\"1990\"},"
                        + "\"document\":{\"type\":\"PP\",\"issuer\":\"KEN\",\"number\":\"BK1234567\"}}}");
    }

    @Test
    void noProtectedPersonCrosses() {
        // Given
        var atRisk = alert(
                "PER-AT-RISK",
                "'subject': {'person': {'surname': 'Deng', 'nationality': 'SSD', 'protection': ['refugee']}}");

        // When
        var ruling = agreements(OSBP).judge(atRisk, UGA_UPF, NOW, Facts.NONE);

        // Then
        assertThat(ruling.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(ruling.reason()).contains(Code.NOT_DELIVERABLE);
        assertThat(ruling.rules()).containsExactly("KEN-UGA.osbp@3/K-U-9");
        assertThat(ruling.data()).isEmpty();
    }

    @Test
    void aFlowReportCrossesWhole() {
        // Given
        var report = flow("'sex'", "{'sex': 'F', 'count': 20}, {'sex': 'M', 'count': 30}");

        // When
        var ruling = agreements(OSBP).judge(report, UGA_DCIC, NOW, Facts.NONE);

        // Then
        assertThat(ruling.outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(ruling.data()).contains(report.data());
    }

    @Test
    void anAnnexThatUgandaHasNotAcceptedIsNotReciprocal() {
        // When
        var ruling = agreements(OSBP).judge(crossing("KEN", "1990-05-12", "PP", "KEN"), UGA_DCIC, NOW, Facts.NONE);

        // Then
        assertThat(ruling.reason()).contains(Code.NOT_RECIPROCAL);
        assertThat(ruling.rules()).isEmpty();
    }
}
