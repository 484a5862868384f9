package org.kivuko.exchange.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

class PushLineTest {
    private static final AgencyId AGENCY = AgencyId.parse("UGA.DCIC").orElseThrow();
    private static final String KENYA = "/agencies/KEN.DIS";
    private static final String SOMALIA = "/agencies/SOM.ICA";
    private static final int ATTEMPTS = 3;

    private Instant now = Instant.parse("2026-11-26T02:00:00Z");
    private final LeasingShelf shelf = new LeasingShelf(() -> now);
    private final List<UUID> pushed = new ArrayList<>();
    private final Map<UUID, PushTarget.Answer> refused = new HashMap<>();
    private Optional<String> stopped = Optional.empty();
    private final PushLine line = new PushLine(
            AGENCY, new PushGear(shelf, new Stop(), () -> now, Shelf.LEASE.minusSeconds(20), () -> 0.5, Runnable::run));

    private final Push push = new Push(this::answer, ATTEMPTS, true, false);

    private final class Stop implements PushStop {
        @Override
        public boolean stopped(AgencyId agency) {
            return stopped.isPresent();
        }

        @Override
        public void stop(AgencyId agency, String why) {
            stopped = Optional.of(why);
        }
    }

    private PushTarget.Answer answer(UUID id, byte[] body) {
        pushed.add(id);
        return refused.getOrDefault(id, new PushTarget.Taken());
    }

    private void run() {
        while (line.run(push)) {
            // On to what is left.
        }
    }

    private void after(Duration pause) {
        now = now.plus(pause);
        run();
    }

    private UUID put(String source) {
        return shelf.put(AGENCY, Channel.LIVE, Lane.BULK, source);
    }

    private void refuse(UUID id) {
        refused.put(id, new PushTarget.NotTaken("status 500", Optional.empty()));
    }

    @Test
    void givenDeliveriesAndReceipts_whenTheReceiverTakesThem_thenEachIsPushedOnceInItsOrder_andTakenOffTheShelf() {
        List<UUID> ids = IntStream.range(0, 50).mapToObj(n -> put(KENYA)).toList();
        UUID receipt = shelf.putReceipt(AGENCY);

        run();

        assertThat(pushed.stream().filter(id -> !id.equals(receipt))).containsExactlyElementsOf(ids);
        assertThat(shelf.acknowledged).hasSize(51).contains(receipt);
        assertThat(line.state().taken()).isEqualTo(51);
    }

    @Test
    void givenOneThatIsNotTaken_thenNothingNewerOfItsLinkIsPushedBefore_andItComesAgainUnderItsId() {
        UUID first = put(KENYA);
        UUID second = put(KENYA);
        UUID other = put(SOMALIA);
        refuse(first);

        run();
        assertThat(pushed).containsExactlyInAnyOrder(first, other);
        run();
        after(Duration.ofMillis(4_900));
        assertThat(pushed).as("within its pause").hasSize(2);
        assertThat(line.state().failed()).isEqualTo(1);
        assertThat(line.state().next()).isPresent();

        refused.clear();
        after(Duration.ofMillis(200));
        assertThat(pushed.subList(2, pushed.size())).containsExactly(first, second);
        assertThat(line.state().failed()).isZero();
    }

    @Test
    void givenAPauseLongerThanALease_thenWhatIsOlderStillComesBeforeWhatIsNewer() {
        refusedFor(() -> after(Duration.ofSeconds(45)));
    }

    @Test
    void givenAPauseBeyondTheLease_thenWhatIsOlderStillComesBeforeWhatIsNewer() {
        refusedFor(() -> after(Duration.ofSeconds(75)));
    }

    private void refusedFor(Runnable wait) {
        List<UUID> ids = IntStream.range(0, 20).mapToObj(n -> put(KENYA)).toList();
        refuse(ids.get(0));
        run();
        refused.clear();

        wait.run();
        after(Duration.ofSeconds(30));

        assertThat(pushed.subList(1, pushed.size())).containsExactlyElementsOf(ids);
    }

    @Test
    void givenWhatTheHubPutInAPlace_thenNothingPassesIt_andItPassesNothing() {
        UUID kenya = put(KENYA);
        UUID gap = put("/hub");
        UUID somalia = put(SOMALIA);
        refuse(gap);

        run();

        assertThat(pushed).containsExactly(kenya, gap);
        refused.clear();
        after(Duration.ofSeconds(6));
        assertThat(pushed).containsExactly(kenya, gap, gap, somalia);
    }

    @Test
    void givenEachAttemptFails_thenPausesGrow_andAfterTheLastItStops_andNothingIsLost() {
        UUID id = put(KENYA);
        refuse(id);

        run();
        after(Duration.ofSeconds(6));
        after(Duration.ofSeconds(6));
        assertThat(pushed).as("the second pause is longer").hasSize(2);
        after(Duration.ofSeconds(6));

        assertThat(pushed).hasSize(ATTEMPTS);
        assertThat(stopped).hasValueSatisfying(why -> assertThat(why).isEqualTo("3 attempts: status 500"));
        assertThat(line.state().stopped()).isTrue();
        after(Duration.ofHours(5));
        assertThat(pushed).hasSize(ATTEMPTS);

        stopped = Optional.empty();
        refused.clear();
        run();
        assertThat(shelf.acknowledged).containsExactly(id);
        assertThat(line.state().stopped()).isFalse();
    }

    @Test
    void givenAReceiverThatIsGone_thenItStopsAtOnce() {
        UUID id = put(KENYA);
        refused.put(id, new PushTarget.Gone());

        run();

        assertThat(stopped).isPresent();
        assertThat(line.state().failed()).isEqualTo(1);
    }

    @Test
    void givenOneMessageThatIsNeverTaken_whileOthersAre_thenItsAttemptsCountAllTheSame() {
        refuse(put(KENYA));
        for (int n = 0; n < ATTEMPTS; n++) {
            put(SOMALIA);
            after(Duration.ofSeconds(90));
        }

        assertThat(stopped).isPresent();
    }

    @Test
    void givenTheLedgerIsAwayWhenOneWasTaken_thenItComesAgainBeforeTheNext_andThatIsNoFailureOfTheReceiver() {
        UUID first = put(KENYA);
        UUID second = put(KENYA);
        shelf.goodNotes = 0;

        run();
        assertThat(pushed).containsExactly(first);
        assertThat(line.state().failed()).isZero();
        shelf.goodNotes = Integer.MAX_VALUE;
        after(Duration.ofSeconds(2));

        assertThat(pushed).containsExactly(first, first, second);
    }

    @Test
    void givenOneIsTakenBackIntoItsInbox_thenItIsNotPushed_untilItIsHandedOutAgain() {
        UUID first = put(KENYA);
        UUID second = put(KENYA);
        refuse(first);
        run();
        refused.clear();
        shelf.takeBack(first);
        shelf.takeBack(second);

        after(Duration.ofSeconds(6));
        assertThat(pushed).containsExactly(first);
        shelf.giveOut(first);
        shelf.giveOut(second);
        after(Duration.ofSeconds(6));

        assertThat(pushed).containsExactly(first, first, second);
    }

    @Test
    void givenAReceiverThatAsksForTime_thenItGetsIt_upToAQuarterOfAnHour() {
        UUID id = put(KENYA);
        refused.put(id, new PushTarget.NotTaken("status 503", Optional.of(Duration.ofMinutes(2))));
        run();

        after(Duration.ofSeconds(119));
        assertThat(pushed).hasSize(1);
        after(Duration.ofSeconds(2));
        assertThat(pushed).hasSize(2);
    }

    @Test
    void pausesDoubleAndAreSpread() {
        assertThat(Backoff.after(1, 0.5, Duration.ZERO)).isEqualTo(Duration.ofSeconds(5));
        assertThat(Backoff.after(4, 0.5, Duration.ZERO)).isEqualTo(Duration.ofSeconds(40));
        assertThat(Backoff.after(100, 0.5, Duration.ZERO)).isEqualTo(Duration.ofMinutes(15));
        assertThat(Backoff.after(1, 0, Duration.ZERO)).isEqualTo(Duration.ofSeconds(4));
        assertThat(Backoff.after(1, 1, Duration.ZERO)).isEqualTo(Duration.ofSeconds(6));
        assertThat(Backoff.after(1, 0, Duration.ofDays(3))).isEqualTo(Duration.ofMinutes(15));
    }
}
