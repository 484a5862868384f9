package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.agreements;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.flow;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.RuleBuilder.permit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Facts.Register;
import org.kivuko.agreement.Hold.Cause;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Message;

/** An emergency that lets everything cross lets nothing cross that a protection keeps back: one test for each of the seven. */
class EmergencyProtectionsTest {
    private static final Agreement WIDE = agreement(
            "KEN-UGA.test",
            List.of("KEN", "UGA"),
            permit("E")
                    .emergency("PT24H", AgencyId.of("KEN.BMS"))
                    .rateCap(1, "PT1H")
                    .keep("*")
                    .build());
    private static final Facts OPENED = Facts.NONE.withEmergencies(Set.of("KEN-UGA.test@1/E"));

    private static Ruling judged(Message message) {
        return judge(message, UGA_DCIC, OPENED, WIDE);
    }

    /** The control: what no protection keeps back crosses whole, so the permit is as wide as it says. */
    @Test
    void whatNoProtectionConcernsCrossesWhole() {
        assertThat(judged(alert("PER-MISSING", "'subject': {'person': {'nationality': 'UGA'}}"))
                        .outcome())
                .isEqualTo(Outcome.RELEASED);
    }

    @Test
    void pr1NothingThatShowsProtectionGoesToThePersonsState() {
        var refugee = alert("PER-MISSING", "'subject': {'person': {'nationality': 'UGA', 'protection': ['refugee']}}");
        assertThat(judged(refugee).reason()).contains(Code.NOT_DELIVERABLE);
        var thread = OPENED.withThreadProtected(true);
        var later = alert("PER-MISSING", "'subject': {'person': {'nationality': 'UGA'}}");
        assertThat(judge(later, UGA_DCIC, thread, WIDE).reason()).contains(Code.NOT_DELIVERABLE);
    }

    @Test
    void pr2ProtectionIsNotCountedForOthers() {
        var report = flow("'category'", "{'category': 'PROTECTION', 'count': 50}, {'category': 'TRADER', 'count': 60}");
        assertThat(judged(report).data().orElseThrow().toString()).doesNotContain("PROTECTION");
    }

    @Test
    void pr3AnArrestOfAProtectedPersonWaits() {
        var arrest = alert("PER-ARREST", "'subject': {'person': {'nationality': 'KEN', 'surname': 'SPECIMEN'}}");
        for (Register answer : List.of(Register.PROTECTED, Register.SILENT, Register.NOT_ASKED)) {
            assertThat(judge(arrest, UGA_DCIC, OPENED.withRegister(answer), WIDE)
                            .outcome())
                    .as(answer.name())
                    .isEqualTo(Outcome.HELD);
        }
        assertThat(judge(arrest, UGA_DCIC, OPENED.withRegister(Register.PROTECTED), WIDE)
                        .hold()
                        .map(Hold::cause))
                .contains(Cause.REFUGEE_AUTHORITY);
    }

    @Test
    void pr4TheIdentityOfAChildGoesWhereAChildIsMissingAlone() {
        var child = alert("DOC-LOST", "'subject': {'person': {'surname': 'SPECIMEN', 'minor': true}}");
        assertThat(judged(child).removed()).contains("subject.person.surname");
    }

    @Test
    void pr5TheIdentityOfAVictimDoesNotLeaveThoseWhoProtect() {
        var victim = alert(
                "PER-AT-RISK",
                "'subject': {'person': {'nationality': 'KEN', 'surname': 'SPECIMEN', 'protection': ['victim']}}");
        assertThat(judged(victim).removed()).contains("subject.person.surname");
    }

    @Test
    void pr6NoCapStopsAReferral() {
        var spent = OPENED.withUsed(Map.of("KEN-UGA.test@1/E", 1_000));
        assertThat(judge(alert("PROT-REFERRAL", ""), UGA_DCIC, spent, WIDE).outcome())
                .isEqualTo(Outcome.RELEASED);
        assertThat(judge(alert("DOC-LOST", ""), UGA_DCIC, spent, WIDE).reason()).contains(Code.RATE_EXCEEDED);
    }

    @Test
    void pr7SmallCountsStayHidden() {
        var report = flow("'nationality'", "{'nationality': 'SOM', 'count': 1}, {'nationality': 'KEN', 'count': 99}");
        assertThat(judged(report).removed()).contains(Ruling.HIDDEN_CELLS);
    }

    @Test
    void whileItIsOpenWhatIsProtectedIsTheSameAsWithoutAnyEmergency() {
        // Given
        var everyDay = agreements(agreement(
                "KEN-UGA.test", List.of("KEN", "UGA"), permit("E").keep("*").build()));
        var victim = alert("PER-AT-RISK", "'subject': {'person': {'nationality': 'KEN', 'protection': ['victim']}}");

        // Then
        assertThat(judged(victim).data())
                .isEqualTo(everyDay.judge(victim, UGA_DCIC, Fixtures.NOW, Facts.NONE)
                        .data());
    }
}
