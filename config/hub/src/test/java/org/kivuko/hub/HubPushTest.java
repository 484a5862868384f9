package org.kivuko.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.push.PushState;
import org.kivuko.model.AgencyId;

/** What health says about agencies to which nothing can be pushed. */
class HubPushTest {
    private static PushState state(String agency, boolean stopped, int failed) {
        return new PushState(
                AgencyId.of(agency),
                stopped,
                failed,
                20,
                Optional.of("status 500").filter(why -> failed > 0),
                Optional.of(Instant.parse("2026-11-26T12:00:00Z")).filter(at -> failed > 0 && !stopped),
                7);
    }

    @Test
    void whereAllTakeWhatIsPushed_healthSaysNothing() {
        assertThat(HubPush.inWords(List.of(state("UGA.DCIC", false, 0)))).isEmpty();
    }

    @Test
    void whereItHasStoppedAnAlertPresses_howeverFewAttemptsThereAre() {
        assertThat(HubPush.failed(List.of(state("KEN.DIS", false, 2), state("UGA.DCIC", true, 1))))
                .isEqualTo(Map.of("KEN.DIS", 2L, "UGA.DCIC", 100L));
    }

    @Test
    void onlyWhereItHasStopped_theAgencyIsNamed_withWhatToDo() {
        assertThat(HubPush.inWords(List.of(state("KEN.DIS", false, 4), state("UGA.DCIC", true, 20))))
                .isEqualTo(
                        "pushing to UGA.DCIC has stopped (status 500): see to its receiver, then let its inboxes go on");
    }
}
