package org.kivuko.operations.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.operations.watch.Hysteresis.Change;

class HysteresisTest {
    private static final Instant START = Instant.parse("2026-11-26T01:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final UUID HUB = new UUID(0, 1);
    private static final String QUEUE = "agency.UGA.DCIC.inbox";

    private final Map<UUID, Alert> open = new LinkedHashMap<>();
    private final List<Change> told = new ArrayList<>();
    private Instant now = START;

    private static Thresholds at(AlertKind kind, long value) {
        return Thresholds.of(
                List.of(new Thresholds.Threshold(new Thresholds.Key(kind, Optional.empty()), OptionalLong.of(value))));
    }

    /** As a book keeps it: what starts and goes on is open, what ends is not. */
    private void look(AlertKind kind, Map<String, Long> values, Thresholds thresholds) {
        var changes = Hysteresis.look(HUB, open.values(), Readings.of(Map.of(kind, values)), thresholds, now);
        keep(changes);
        now = now.plus(LOOK);
    }

    private void keep(List<Change> changes) {
        for (Change change : changes) {
            if (change instanceof Change.Ended) {
                open.remove(change.alert().id());
            } else {
                open.put(change.alert().id(), change.alert());
            }
            if (!(change instanceof Change.Continued)) {
                told.add(change);
            }
        }
    }

    private void depths(long threshold, long... values) {
        for (long value : values) {
            look(AlertKind.DEPTH, Map.of(QUEUE, value), at(AlertKind.DEPTH, threshold));
        }
    }

    @Test
    void givenAValueBelowItsThreshold_whenItReachesIt_thenOneAlertStartsAndItIsToldOnce() {
        depths(100, 0, 99, 100, 100, 150, 100);

        assertThat(told).singleElement().isInstanceOf(Change.Started.class);
        assertThat(told.get(0).alert().since()).isEqualTo(START.plus(LOOK.multipliedBy(2)));
        assertThat(open.values()).singleElement().extracting(Alert::value).isEqualTo(100L);
    }

    @Test
    void givenAnAlert_whenItsValueGoesToAndFroBetweenTheMarks_thenNobodyIsToldAgain() {
        depths(100, 100, 81, 99, 81, 100, 85, 81, 100, 81, 81, 81, 81, 81, 81, 81, 81);

        assertThat(told).singleElement().isInstanceOf(Change.Started.class);
    }

    @Test
    void givenAnAlert_whenItsValueIsAtFourFifthsForAMinute_thenItEndsOnce() {
        depths(100, 100, 80, 80, 80, 80);
        assertThat(told).hasSize(1);

        depths(100, 80, 0, 0);

        assertThat(told).hasSize(2).last().isInstanceOf(Change.Ended.class);
        assertThat(told.get(1).alert().endedAt()).contains(START.plus(LOOK.multipliedBy(5)));
        assertThat(open).isEmpty();
    }

    @Test
    void givenAnAlert_whenItsValueFallsForAMomentAndComesBack_thenItIsTheSameAlert() {
        depths(100, 100, 0, 0, 100, 0, 0, 100);

        assertThat(told).hasSize(1);
        assertThat(open.values()).singleElement().extracting(Alert::calmSince).isEqualTo(Optional.empty());
    }

    @Test
    void givenAKindOfWhichLessIsWorse_whenItsValueFallsAndRises_thenTheMarksAreTurnedRound() {
        for (long days : new long[] {31, 30, 37, 37, 37, 37, 37, 37}) {
            look(AlertKind.EXPIRY, Map.of("KEN-UGA.osbp@3", days), at(AlertKind.EXPIRY, 30));
        }
        assertThat(told).as("37 is less than five quarters of 30").hasSize(1);

        for (int i = 0; i < 5; i++) {
            look(AlertKind.EXPIRY, Map.of("KEN-UGA.osbp@3", 38L), at(AlertKind.EXPIRY, 30));
        }

        assertThat(told).hasSize(2).last().isInstanceOf(Change.Ended.class);
    }

    @Test
    void givenAnAlert_whenItsKindCannotBeMeasured_thenItStaysAsItIs_andWhenItsTargetIsGone_itEnds() {
        depths(100, 100);

        look(AlertKind.DISK, Map.of(), at(AlertKind.DEPTH, 100));
        assertThat(open).hasSize(1);
        look(AlertKind.DEPTH, Map.of(), at(AlertKind.DEPTH, 100));

        assertThat(open).isEmpty();
        assertThat(told).hasSize(2);
    }

    @Test
    void givenAThresholdForOneTarget_whenAnotherIsSetForAll_thenItsOwnCounts_andNoneMeansNotWatched() {
        var thresholds = Thresholds.of(List.of(
                new Thresholds.Threshold(new Thresholds.Key(AlertKind.DEPTH, Optional.empty()), OptionalLong.of(10)),
                new Thresholds.Threshold(new Thresholds.Key(AlertKind.DEPTH, Optional.of("own")), OptionalLong.of(20)),
                new Thresholds.Threshold(
                        new Thresholds.Key(AlertKind.DEPTH, Optional.of("off")), OptionalLong.empty())));

        look(AlertKind.DEPTH, Map.of("own", 15L, "off", 1_000L, "other", 15L), thresholds);

        assertThat(told).singleElement().extracting(it -> it.alert().target()).isEqualTo("other");
    }

    @Test
    void givenAnAlert_whenItsValueGrowsToTwiceTheThreshold_thenItIsUrgentAndStaysSo_andNobodyIsToldAgain() {
        depths(100, 100);
        assertThat(open.values()).singleElement().extracting(Alert::severity).isEqualTo(AlertSeverity.ATTENTION);

        depths(100, 200, 110);

        assertThat(open.values()).singleElement().extracting(Alert::severity).isEqualTo(AlertSeverity.URGENT);
        assertThat(told).hasSize(1);
    }

    @Test
    void givenAnAlertThatWasReadFromTheBook_whenAHubGoesOn_thenItIsNotStartedAgain() {
        depths(100, 120);
        var read = new HashMap<>(open);
        var restarted = new HysteresisTest();
        restarted.open.putAll(read);
        restarted.now = now.plusSeconds(3600);

        restarted.depths(100, 120, 130);

        assertThat(restarted.told).isEmpty();
    }

    /** Whatever the values do: told alternates, starts only at the threshold, ends only calm; and a minute lies between end and start. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 23, 2026})
    void givenAnySequence_whenLookedAt_thenStartsAndEndsAlternate_andEachIsWhereItBelongs(long seed) {
        var random = new Random(seed);
        var values = new TreeMap<Instant, Long>();
        for (int i = 0; i < 4_000; i++) {
            long value = random.nextInt(10) == 0 ? random.nextInt(300) : 60 + random.nextInt(50);
            values.put(now, value);
            depths(100, value);
        }

        assertThat(told).hasSizeGreaterThan(10);
        for (int i = 0; i < told.size(); i++) {
            Alert alert = told.get(i).alert();
            assertThat(told.get(i) instanceof Change.Started).isEqualTo(i % 2 == 0);
            if (told.get(i) instanceof Change.Started) {
                assertThat(values.get(alert.since())).isGreaterThanOrEqualTo(100);
            } else {
                assertThat(alert.id()).isEqualTo(told.get(i - 1).alert().id());
                Instant ended = alert.endedAt().orElseThrow();
                assertThat(values.subMap(ended.minus(Hysteresis.CALM), true, ended, true)
                                .values())
                        .allMatch(value -> value <= 80);
            }
        }
    }

    /** Thresholds that are set anew, raised, lowered and switched off while alerts are open; of either sort of kind. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 23, 2026})
    void givenThresholdsThatChange_whenLookedAt_thenEachStartReachesItsOwn_andEachEndIsCalmOrNotWatched(long seed) {
        var random = new Random(seed);
        AlertKind kind = seed % 2 == 0 ? AlertKind.DISK : AlertKind.DEPTH;
        int starts = 0;
        int ends = 0;
        OptionalLong threshold = OptionalLong.of(50);
        for (int i = 0; i < 4_000; i++) {
            if (random.nextInt(15) == 0) {
                threshold = random.nextInt(4) == 0 ? OptionalLong.empty() : OptionalLong.of(1 + random.nextInt(99));
            }
            long value = random.nextInt(6) == 0 ? random.nextInt(101) : (random.nextBoolean() ? 5 : 95);
            int before = told.size();
            look(kind, Map.of(QUEUE, value), of(kind, threshold));

            assertThat(open).hasSizeLessThanOrEqualTo(1);
            for (Change change : told.subList(before, told.size())) {
                long at = threshold.orElse(-1);
                if (change instanceof Change.Started) {
                    starts++;
                    assertThat(kind.lessIsWorse() ? value <= at : value >= at).isTrue();
                    assertThat(change.alert().threshold()).isEqualTo(at);
                } else if (threshold.isPresent()) {
                    ends++;
                    assertThat(kind.lessIsWorse() ? value * 4 >= at * 5 : value * 5 <= at * 4)
                            .isTrue();
                    assertThat(change.alert().calmSince().orElseThrow().plus(Hysteresis.CALM))
                            .isBeforeOrEqualTo(change.alert().endedAt().orElseThrow());
                }
            }
            if (threshold.isEmpty()) {
                assertThat(open).isEmpty();
            }
        }
        assertThat(starts).isGreaterThan(20);
        assertThat(ends).isGreaterThan(20);
    }

    private static Thresholds of(AlertKind kind, OptionalLong value) {
        return Thresholds.of(List.of(new Thresholds.Threshold(new Thresholds.Key(kind, Optional.empty()), value)));
    }
}
