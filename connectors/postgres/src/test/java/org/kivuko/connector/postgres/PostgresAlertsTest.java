package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.watch.Alert;
import org.kivuko.operations.watch.AlertBook;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.NoticeBook;
import org.kivuko.operations.watch.ThresholdBook;
import org.kivuko.operations.watch.Thresholds;
import org.kivuko.operations.watch.Watching;
import org.kivuko.testkit.LedgerCast;

/** Alerts in a real database, as a hub that looks again and again leaves them there. */
class PostgresAlertsTest extends OnSharedLedger {
    private static final Instant NOON = LedgerCast.NOON;
    private static final Duration EVERY = Duration.ofSeconds(15);
    private final UUID hub = UUID.randomUUID();
    private final String channel = "mail-" + UUID.randomUUID();
    private final String queue = "agency.UGA." + code() + ".inbox";
    private final AlertBook alerts = ledger.watch().alerts();
    private final NoticeBook notices = ledger.watch().notices();
    private Map<String, Long> depths = Map.of();

    private static String code() {
        return "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT);
    }

    /** Another object each time, as after a restart; it is handed what other tests have left open as it stands. */
    private void look(long depth, Instant at) {
        look(hub, depth, at);
    }

    private void look(UUID who, long depth, Instant at) {
        var all = new java.util.HashMap<String, Long>();
        seen(AlertBook.Which.OPEN, Scope.ALL, any -> true)
                .forEach(row -> all.put(row.alert().target(), row.alert().value()));
        all.putAll(depths);
        all.put(queue, depth);
        look(who, AlertKind.DEPTH, all, at);
    }

    private void look(UUID who, AlertKind kind, Map<String, Long> values, Instant at) {
        new Watching(
                        who,
                        EVERY,
                        Map.of(kind, () -> values),
                        alerts,
                        () -> Thresholds.of(List.of(new Thresholds.Threshold(
                                new Thresholds.Key(AlertKind.DEPTH, Optional.of(queue)), OptionalLong.of(100)))),
                        () -> Set.of(channel))
                .look(at);
    }

    private List<AlertBook.Row> seen(AlertBook.Which which, Scope scope, Predicate<Alert> what) {
        return alerts.page(new AlertBook.Asked(which, scope, Optional.empty(), 200)).stream()
                .filter(row -> what.test(row.alert()))
                .toList();
    }

    private List<AlertBook.Row> seen(AlertBook.Which which, Scope scope) {
        return seen(which, scope, alert -> alert.target().equals(queue));
    }

    private Alert startOne() {
        look(150, NOON);
        return seen(AlertBook.Which.OPEN, Scope.ALL).get(0).alert();
    }

    @Test
    void givenAHubThatStartsAgainAtEachLook_whenADepthRisesAndFalls_thenOneStartAndOneEndAreToldOnce() {
        Instant at = NOON;
        for (long depth : new long[] {50, 100, 120, 90, 130, 80, 80}) {
            look(depth, at);
            at = at.plusSeconds(40);
        }
        assertThat(seen(AlertBook.Which.OPEN, Scope.ALL)).hasSize(1);
        look(10, at);

        assertThat(seen(AlertBook.Which.OPEN, Scope.ALL)).isEmpty();
        assertThat(seen(AlertBook.Which.ENDED, Scope.ALL)).hasSize(1);
        var bundle = notices.next(channel, at).orElseThrow();
        assertThat(bundle.told()).extracting(NoticeBook.Told::started).containsExactly(true, false);
        notices.told(bundle.id(), at);
        assertThat(notices.next(channel, at.plusSeconds(3600))).isEmpty();
    }

    @Test
    void givenAnOpenAlert_whenAnotherHubStartsTheSame_thenThereIsOneAndOneNotice() {
        Alert alert = startOne();
        var same = new Alert(
                UUID.randomUUID(),
                alert.kind(),
                alert.target(),
                alert.severity(),
                200,
                100,
                NOON,
                Optional.empty(),
                Optional.empty());

        alerts.keep(
                new UUID(0, 2),
                List.of(new org.kivuko.operations.watch.Hysteresis.Change.Started(same)),
                Set.of(channel),
                NOON);

        assertThat(seen(AlertBook.Which.ALL, Scope.ALL)).hasSize(1);
        assertThat(notices.next(channel, NOON).orElseThrow().told()).hasSize(1);
    }

    @Test
    void givenATellingThatFailed_whenItIsTriedAgain_thenItIsTheSameOne_andWhatCameMeanwhileWaitsForTheNext() {
        startOne();
        var first = notices.next(channel, NOON).orElseThrow();
        notices.failed(first.id(), NOON.plusSeconds(60));
        depths = Map.of(queue + ".urgent", 20_000L);
        look(150, NOON.plusSeconds(15));

        assertThat(notices.next(channel, NOON.plusSeconds(59))).isEmpty();
        var again = notices.next(channel, NOON.plusSeconds(60)).orElseThrow();
        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.tries()).isEqualTo(1);
        assertThat(again.told()).isEqualTo(first.told());
        notices.told(again.id(), NOON.plusSeconds(61));

        assertThat(notices.next(channel, NOON.plusSeconds(61)).orElseThrow().told())
                .extracting(told -> told.alert().target())
                .containsExactly(queue + ".urgent");
    }

    @Test
    void givenAnAlert_whenPeopleAct_thenTheFirstAcknowledgementCounts_andANoteIsKeptOnce() {
        Alert alert = startOne();
        UUID note = UUID.randomUUID();
        var text = new SealedContent(new byte[] {1}, new byte[] {2, 3});

        alerts.acknowledge(alert.id(), "night", NOON.plusSeconds(5));
        alerts.acknowledge(alert.id(), "day", NOON.plusSeconds(9));
        alerts.assign(alert.id(), Optional.of("day"));
        alerts.note(alert.id(), new AlertBook.SealedNote(note, "night", NOON, text));
        alerts.note(alert.id(), new AlertBook.SealedNote(note, "night", NOON, text));

        var row = alerts.find(alert.id(), Scope.ALL).orElseThrow();
        assertThat(row.acknowledged()).contains(new AlertBook.Acknowledged("night", NOON.plusSeconds(5)));
        assertThat(row.assigned()).contains("day");
        assertThat(row.notes()).hasSize(1);
        assertThat(row.notes().get(0).text().sealed()).containsExactly(2, 3);
    }

    @Test
    void givenAScope_whenAlertsAreListed_thenThoseOfOthersAreNotThere() {
        Alert alert = startOne();
        AgencyId agency = AgencyId.of(queue.substring("agency.".length(), queue.length() - ".inbox".length()));

        assertThat(seen(AlertBook.Which.OPEN, new Scope(Set.of("UGA"), Set.of())))
                .hasSize(1);
        assertThat(seen(AlertBook.Which.OPEN, new Scope(Set.of(), Set.of(agency))))
                .hasSize(1);
        assertThat(seen(AlertBook.Which.OPEN, new Scope(Set.of("KEN"), Set.of())))
                .isEmpty();
        assertThat(alerts.find(alert.id(), new Scope(Set.of("KEN"), Set.of()))).isEmpty();
    }

    @Test
    void givenMoreAlertsThanAPage_whenPagedThrough_thenEachIsThereOnce() {
        depths = Map.of(queue + ".1", 20_000L, queue + ".2", 20_000L, queue + ".3", 20_000L);
        startOne();
        var found = new java.util.ArrayList<Long>();
        Optional<Long> after = Optional.empty();
        do {
            var page = alerts.page(new AlertBook.Asked(AlertBook.Which.OPEN, Scope.ALL, after, 2));
            page.forEach(row -> found.add(row.no()));
            after = page.isEmpty()
                    ? Optional.empty()
                    : Optional.of(page.get(page.size() - 1).no());
        } while (after.isPresent());

        assertThat(found).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(4);
    }

    @Test
    void givenAThresholdThatWasSet_whenSetAgainAndTakenBack_thenTheLastCounts() {
        var book = ledger.watch().thresholds();
        var key = new Thresholds.Key(AlertKind.HELD, Optional.of(queue));
        book.set(new Thresholds.Threshold(key, OptionalLong.of(5)), "one", NOON);
        book.set(new Thresholds.Threshold(key, OptionalLong.empty()), "two", NOON.plusSeconds(1));

        assertThat(book.all())
                .contains(new ThresholdBook.Choice(
                        new Thresholds.Threshold(key, OptionalLong.empty()), "two", NOON.plusSeconds(1)));
        book.unset(key);
        assertThat(book.all()).noneMatch(choice -> choice.threshold().key().equals(key));
    }

    @Test
    void givenAgenciesThatWereHeardOf_whenHeardOfEarlier_thenTheLatestInstantStays() {
        var watch = ledger.watch();
        watch.heard(List.of("KEN.DIS", "UGA.DCIC"), NOON);
        watch.heard(List.of("KEN.DIS"), NOON.minus(Duration.ofHours(1)));

        assertThat(watch.lastHeard()).containsEntry("KEN.DIS", NOON).containsEntry("UGA.DCIC", NOON);
    }
}
