package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.KEN_DIS;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.UGA_URA;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.RuleBuilder.permit;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Message;
import org.kivuko.model.Status;

/** What names an exercise crosses between those who take part in it, while it is open. */
class OpenExerciseTest {
    private static final Agreement PRACTISED = bilateral(
            permit("P").statuses(Status.ACTUAL, Status.EXERCISE).keep("*").build());

    private static Facts open(String name, AgencyId... participants) {
        return Facts.NONE.withExercise(Optional.of(new OpenExercise(name, 1, Set.of(participants))));
    }

    private static Message message(String exercise) {
        return alert("'purpose': 'training', 'status': 'exercise'" + exercise, "DOC-LOST", "");
    }

    private static Optional<Code> reason(Message message, Facts facts) {
        return judge(message, UGA_DCIC, facts, PRACTISED).reason();
    }

    @Test
    void whatNamesAnOpenExerciseCrossesBetweenItsParticipantsAlone() {
        var message = message(", 'exercise': 'BUSIA-2026'");

        assertThat(reason(message, open("BUSIA-2026", KEN_DIS, UGA_DCIC))).isEmpty();
        assertThat(reason(message, open("BUSIA-2026", KEN_DIS, UGA_URA))).contains(Code.NOT_A_PARTICIPANT);
        assertThat(reason(message, open("BUSIA-2026", UGA_DCIC, UGA_URA))).contains(Code.NOT_A_PARTICIPANT);
    }

    @Test
    void whatNamesAnExerciseThatIsNotOpenReachesNobody() {
        var message = message(", 'exercise': 'BUSIA-2026'");

        assertThat(reason(message, Facts.NONE)).contains(Code.NOT_A_PARTICIPANT);
        assertThat(reason(message, open("MALABA-2026", KEN_DIS, UGA_DCIC))).contains(Code.NOT_A_PARTICIPANT);
    }

    @Test
    void whatNamesNoneIsJudgedAsEverWhicheverIsOpen() {
        assertThat(reason(message(""), Facts.NONE)).isEmpty();
        assertThat(reason(message(""), open("BUSIA-2026", UGA_URA))).isEmpty();
    }

    @Test
    void anOpenExerciseLetsNothingCrossThatNoPermitLetsCross() {
        var message = message(", 'exercise': 'BUSIA-2026'");
        var actualAlone = bilateral(permit("P").keep("*").build());

        assertThat(judge(message, UGA_DCIC, open("BUSIA-2026", KEN_DIS, UGA_DCIC), actualAlone)
                        .reason())
                .contains(Code.STATUS_NOT_PERMITTED);
    }
}
