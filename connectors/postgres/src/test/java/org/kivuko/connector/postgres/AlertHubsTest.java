package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.watch.Alert;
import org.kivuko.operations.watch.AlertBook;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.Hysteresis.Change;
import org.kivuko.operations.watch.NoticeBook;
import org.kivuko.operations.watch.Thresholds;
import org.kivuko.operations.watch.Watching;
import org.kivuko.testkit.LedgerCast;

/** Two hubs beside each other on one database: neither ends what the other has started. */
class AlertHubsTest extends OnSharedLedger {
    private static final Instant NOON = LedgerCast.NOON;
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration CALM = Duration.ofMinutes(2);

    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();
    private final String channel = "hubs-" + UUID.randomUUID();
    private final String agency =
            "UGA.H" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    private final String disk = "disk of " + agency;
    private final AlertBook alerts = ledger.watch().alerts();
    private Instant now = NOON;

    private void look(UUID hub, AlertKind kind, String target, long value) {
        now = now.plusMillis(1);
        new Watching(
                        hub,
                        EVERY,
                        Map.of(kind, () -> Map.of(target, value)),
                        alerts,
                        () -> Thresholds.of(List.of()),
                        () -> Set.of(channel))
                .look(now);
    }

    /** For so long that an alert ends whose value is in bounds. */
    private void lookFor(Duration time, UUID hub, AlertKind kind, String target, long value) {
        look(hub, kind, target, value);
        now = now.plus(time);
        look(hub, kind, target, value);
    }

    private List<Alert> seen(AlertBook.Which which, String target) {
        return alerts.page(new AlertBook.Asked(which, Scope.ALL, Optional.empty(), 200)).stream()
                .map(AlertBook.Row::alert)
                .filter(alert -> alert.target().equals(target))
                .toList();
    }

    private void change(String sql, UUID hub) {
        try (var database = new Database(SharedServer.address())) {
            database.inOneStatement(
                    "change",
                    handle -> handle.createUpdate(sql).bind("hub", hub).execute());
        }
    }

    private List<Boolean> told() {
        return ledger.watch().notices().next(channel, now).map(NoticeBook.Bundle::told).orElse(List.of()).stream()
                .map(NoticeBook.Told::started)
                .toList();
    }

    @Test
    void givenAHubWhoseDiskIsFull_whenOneBesideItHasRoom_thenTheAlertStays_untilTheDiskOfItsOwnHubHasRoom() {
        look(one, AlertKind.DISK, disk, 5);

        lookFor(CALM, other, AlertKind.DISK, disk, 80);

        assertThat(seen(AlertBook.Which.OPEN, disk)).singleElement().satisfies(alert -> {
            assertThat(alert.value()).isEqualTo(5);
            assertThat(alert.calmSince()).isEmpty();
        });
        lookFor(CALM, one, AlertKind.DISK, disk, 80);
        assertThat(seen(AlertBook.Which.OPEN, disk)).isEmpty();
        assertThat(told()).containsExactly(true, false);
    }

    @Test
    void givenTwoHubsWhoseDisksAreFull_whenOneHasRoomAgain_thenTheOtherIsStillToldOf() {
        look(one, AlertKind.DISK, disk, 5);
        look(other, AlertKind.DISK, disk, 9);
        assertThat(seen(AlertBook.Which.OPEN, disk)).extracting(Alert::value).containsExactly(9L, 5L);

        lookFor(CALM, one, AlertKind.DISK, disk, 80);

        assertThat(seen(AlertBook.Which.OPEN, disk)).extracting(Alert::value).containsExactly(9L);
        assertThat(told()).containsExactly(true, true, false);
    }

    @Test
    void givenASilentAgency_whenTwoHubsSeeIt_thenItIsToldOnce_andEndedByWhoStartedIt() {
        look(one, AlertKind.SILENCE, agency, 90_000);
        look(other, AlertKind.SILENCE, agency, 90_000);
        lookFor(CALM, other, AlertKind.SILENCE, agency, 0);
        assertThat(seen(AlertBook.Which.ALL, agency))
                .singleElement()
                .extracting(Alert::endedAt)
                .isEqualTo(Optional.empty());

        lookFor(CALM, one, AlertKind.SILENCE, agency, 0);

        assertThat(seen(AlertBook.Which.OPEN, agency)).isEmpty();
        assertThat(told()).containsExactly(true, false);
    }

    @Test
    void givenAHubThatLooksNoMore_whenAnotherLooks_thenItJudgesWhatIsAboutNoHubAlone_andLeavesWhatIs() {
        look(one, AlertKind.SILENCE, agency, 90_000);
        look(one, AlertKind.DISK, disk, 5);
        change("update alert_hub set again_by = now() - interval '1 second' where hub = :hub", one);

        lookFor(CALM, other, AlertKind.SILENCE, agency, 0);

        assertThat(seen(AlertBook.Which.OPEN, agency)).isEmpty();
        assertThat(seen(AlertBook.Which.OPEN, disk)).hasSize(1);
        assertThat(told()).containsExactly(true, true, false);
    }

    @Test
    void givenAHubThatIsGoneForADay_whenAnotherLooks_thenWhatWasWrongThereEndsWithIt() {
        look(one, AlertKind.DISK, disk, 5);
        change("update alert_hub set seen_at = now() - interval '23 hours' where hub = :hub", one);
        look(other, AlertKind.DISK, "another", 80);
        assertThat(seen(AlertBook.Which.OPEN, disk)).hasSize(1);

        change("update alert_hub set seen_at = now() - interval '25 hours' where hub = :hub", one);
        look(other, AlertKind.DISK, "another", 80);

        assertThat(seen(AlertBook.Which.OPEN, disk)).isEmpty();
        assertThat(told()).containsExactly(true, false);
    }

    @Test
    void givenAnAlertOfAnotherHub_whenItsEndIsKept_thenItStands_andNobodyIsTold() {
        look(one, AlertKind.DISK, disk, 5);
        Alert alert = seen(AlertBook.Which.OPEN, disk).get(0);
        var ended = new Alert(
                alert.id(),
                alert.kind(),
                alert.target(),
                alert.severity(),
                80,
                alert.threshold(),
                alert.since(),
                Optional.empty(),
                Optional.of(now));

        alerts.keep(other, List.of(new Change.Ended(ended)), Set.of(channel), now);

        assertThat(seen(AlertBook.Which.OPEN, disk)).containsExactly(alert);
        assertThat(told()).containsExactly(true);
    }
}
