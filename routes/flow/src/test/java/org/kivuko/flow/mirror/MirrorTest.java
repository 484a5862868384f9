package org.kivuko.flow.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.flow.mirror.Reports.MONTHLY;
import static org.kivuko.flow.mirror.Reports.WAY;
import static org.kivuko.flow.mirror.Reports.entry;
import static org.kivuko.flow.mirror.Reports.exit;
import static org.kivuko.flow.mirror.Reports.month;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kivuko.flow.Rhythm;
import org.kivuko.flow.Slice;
import org.kivuko.flow.Span;
import org.kivuko.model.Direction;

class MirrorTest {
    private static final Span MAY = month(2026, 5);
    private static final Instant IN_JULY = Instant.parse("2026-07-11T00:00:00Z");
    private static final Slice ON_FOOT = new Slice("transport", "P");

    private static List<PeriodCheck> check(Received exit, Received entry) {
        return Mirror.check(WAY, MONTHLY, List.of(exit), List.of(entry), Instant.parse("2026-06-11T12:00:00Z"));
    }

    private static Comparison only(List<PeriodCheck> checks, Slice slice) {
        assertThat(checks).hasSize(1);
        return checks.get(0).comparisons().stream()
                .filter(it -> it.slice().equals(slice))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void countsWithinToleranceAgreeAndTheirDifferenceAndRatioAreTold() {
        var all = only(
                check(
                        exit(MAY).people("P", 1000).received(),
                        entry(MAY).people("P", 950).received()),
                ON_FOOT);

        assertThat(all.verdict()).isEqualTo(Verdict.AGREES);
        assertThat(all.difference()).hasValue(-50);
        assertThat(all.ratio()).hasValue(0.95);
        assertThat(all.reasons()).isEmpty();
    }

    @Test
    void onePersonMoreThanToleranceDiffers() {
        var all = only(
                check(
                        exit(MAY).people("P", 1000).received(),
                        entry(MAY).people("P", 949).received()),
                ON_FOOT);

        assertThat(all.verdict()).isEqualTo(Verdict.DIFFERS);
    }

    @Test
    void onlyWhatBothSidesDivideByIsComparedBesideEverybody() {
        var checks = check(
                exit(MAY).undivided(1000).received(),
                entry(MAY).people("P", 700).people("3", 300).received());

        assertThat(checks.get(0).comparisons()).extracting(Comparison::slice).containsExactly(Slice.EVERYBODY);
        assertThat(only(checks, Slice.EVERYBODY).verdict()).isEqualTo(Verdict.AGREES);
    }

    @Test
    void aStatedTotalIsTakenAsStatedAndNotAddedToItsParts() {
        var checks = check(
                exit(MAY).people("_T", 1000).people("P", 400).people("3", 600).received(),
                entry(MAY).people("P", 400).people("3", 600).received());

        assertThat(only(checks, Slice.EVERYBODY).exit()).hasValue(1000);
        assertThat(checks.get(0).comparisons()).allMatch(it -> it.verdict() == Verdict.AGREES);
    }

    @Test
    void aHiddenCountSaysNothing() {
        var checks = check(
                exit(MAY).people("P", 1000).hidden("3").received(),
                entry(MAY).people("P", 1000).people("3", 400).received());

        assertThat(checks.get(0).comparisons())
                .filteredOn(it -> !it.slice().equals(ON_FOOT))
                .hasSize(2)
                .allSatisfy(it -> {
                    assertThat(it.verdict()).isEqualTo(Verdict.HIDDEN);
                    assertThat(it.exit()).isEmpty();
                    assertThat(it.difference()).isEmpty();
                    assertThat(it.reasons()).isEmpty();
                });
    }

    @Test
    void peopleUnderProtectionAreNoKindOfTheirOwn() {
        var checks = check(
                exit(MAY)
                        .ofCategory("VISITOR", 900)
                        .ofCategory("PROTECTION", 80)
                        .received(),
                entry(MAY)
                        .ofCategory("VISITOR", 900)
                        .ofCategory("PROTECTION", 20)
                        .received());

        assertThat(checks.get(0).comparisons())
                .extracting(Comparison::slice)
                .containsExactly(Slice.EVERYBODY, new Slice("category", "VISITOR"));
    }

    @Test
    void whatOnlySomeDaysOfASideDivideByIsNotCompared() {
        var exits = List.of(exit(MAY).people("P", 3100).received());
        var entries = new ArrayList<>(days(30));
        entries.add(entry(Rhythm.DAY.around(LocalDate.of(2026, 5, 31)))
                .undivided(100)
                .received());

        assertThat(Mirror.check(WAY, MONTHLY, exits, entries, afterMay()).get(0).comparisons())
                .extracting(Comparison::slice)
                .containsExactly(Slice.EVERYBODY);
    }

    @Test
    void aCountThatIsHiddenLaterNoLongerCountsAsOut() {
        var state = Lasting.NOTHING;
        state = state.next(of(month(2026, 1), 500), MONTHLY).next();
        state = state.next(of(month(2026, 2), 500), MONTHLY).next();
        var hidden = new PeriodCheck(
                WAY,
                month(2026, 2),
                Set.of(),
                Map.of(),
                List.of(new Comparison(ON_FOOT, OptionalLong.empty(), OptionalLong.empty(), Verdict.HIDDEN, Set.of())));
        state = state.next(hidden, MONTHLY).next();

        assertThat(state.next(of(month(2026, 3), 500), MONTHLY).told()).isEmpty();
    }

    @Test
    void theHigherRevisionCountsWhicheverCameLast() {
        var exits = List.of(exit(MAY).people("P", 1000).received());
        var entries = List.of(
                entry(MAY)
                        .people("P", 1000)
                        .revision(2)
                        .after(Duration.ofDays(2))
                        .received(),
                entry(MAY)
                        .people("P", 500)
                        .revision(1)
                        .after(Duration.ofDays(3))
                        .received());

        assertThat(only(Mirror.check(WAY, MONTHLY, exits, entries, IN_JULY).subList(0, 1), ON_FOOT)
                        .entry())
                .hasValue(1000);
    }

    @Test
    void ofSeveralAgenciesARegisterSpeaksForTheSide() {
        var exits = List.of(exit(MAY).people("P", 1000).received());
        var entries = List.of(
                entry(MAY).by("UGA.URA", "ESTIMATE").people("P", 700).received(),
                entry(MAY).by("UGA.ZZZ", "REGISTER").people("P", 990).received());

        assertThat(only(Mirror.check(WAY, MONTHLY, exits, entries, IN_JULY).subList(0, 1), ON_FOOT)
                        .entry())
                .hasValue(990);
    }

    @Test
    void aReportIsMissingOnceItIsDueAndNotBefore() {
        var exits = List.of(exit(MAY).people("P", 1000).received());
        Instant due = MAY.end().atStartOfDay(MONTHLY.zone()).toInstant().plus(MONTHLY.due());

        assertThat(Mirror.check(WAY, MONTHLY, exits, List.of(), due.minusSeconds(1)))
                .isEmpty();
        assertThat(Mirror.check(WAY, MONTHLY, exits, List.of(), due))
                .singleElement()
                .satisfies(check -> assertThat(check.missing()).containsExactly(Direction.ENTRY));
    }

    @Test
    void aMonthThatNobodyReportsIsMissingOnBothSides() {
        var exits = List.of(exit(MAY).people("P", 1000).received());
        var entries = List.of(entry(MAY).people("P", 1000).received());

        assertThat(Mirror.check(WAY, MONTHLY, exits, entries, IN_JULY))
                .extracting(PeriodCheck::missing)
                .last()
                .satisfies(missing -> assertThat(missing).containsExactlyInAnyOrder(Direction.values()));
    }

    @Test
    void aLateReportIsComparedAndItsDelayTold() {
        var checks = check(
                exit(MAY).people("P", 1000).received(),
                entry(MAY).people("P", 1000).after(MONTHLY.due().plusHours(5)).received());

        assertThat(checks.get(0).late())
                .containsEntry(Direction.ENTRY, Duration.ofHours(5))
                .hasSize(1);
        assertThat(only(checks, ON_FOOT).verdict()).isEqualTo(Verdict.AGREES);
    }

    @Test
    void reportsOfDaysAreAddedUpToTheMonthOfTheOtherSide() {
        var exits = List.of(exit(MAY).people("P", 3100).received());

        assertThat(only(Mirror.check(WAY, MONTHLY, exits, days(31), afterMay()), ON_FOOT)
                        .verdict())
                .isEqualTo(Verdict.AGREES);
        var lacking = only(Mirror.check(WAY, MONTHLY, exits, days(20), afterMay()), ON_FOOT);
        assertThat(lacking.verdict()).isEqualTo(Verdict.DIFFERS);
        assertThat(lacking.reasons()).contains(Reason.PARTIAL);
    }

    private static Instant afterMay() {
        return Instant.parse("2026-06-11T00:00:00Z");
    }

    private static List<Received> days(int many) {
        return Stream.iterate(LocalDate.of(2026, 5, 1), day -> day.plusDays(1))
                .limit(many)
                .map(day -> entry(Rhythm.DAY.around(day)).people("P", 100).received())
                .toList();
    }

    @Test
    void aPeriodCheckedAgainAfterARevisionTakesThePlaceOfTheFirstCheck() {
        var told = new ArrayList<Discrepancy>();
        var state = Lasting.NOTHING;
        for (int month : new int[] {1, 2, 3}) {
            var step = state.next(of(month(2026, month), 500), MONTHLY);
            state = step.next();
            told.addAll(step.told());
        }
        assertThat(told).hasSize(1 + 1).allMatch(Discrepancy.Started.class::isInstance);

        for (int month : new int[] {1, 2, 3, 3}) {
            var step = state.next(of(month(2026, month), 1000), MONTHLY);
            state = step.next();
            told.addAll(step.told());
        }
        assertThat(told).hasSize(4).last().isInstanceOf(Discrepancy.Ended.class);
        assertThat(state).isEqualTo(Lasting.NOTHING);
    }

    private static PeriodCheck of(Span period, long entered) {
        return Mirror.check(
                        WAY,
                        MONTHLY,
                        List.of(exit(period).people("P", 1000).received()),
                        List.of(entry(period).people("P", entered).received()),
                        period.end().atStartOfDay(MONTHLY.zone()).toInstant().plus(Duration.ofDays(3)))
                .get(0);
    }

    @Test
    void aSideThatFallsSilentIsToldOnceAndItsReturnToo() {
        var exits = new ArrayList<Received>();
        var entries = new ArrayList<Received>();
        Span period = month(2025, 1);
        for (int i = 0; i < 12; i++, period = MONTHLY.rhythm().after(period)) {
            exits.add(exit(period).people("P", 1000).received());
            if (i < 3 || i > 7) {
                entries.add(entry(period).people("P", 1000).received());
            }
        }
        var told = new ArrayList<Discrepancy>();
        var state = Lasting.NOTHING;
        for (PeriodCheck check : Mirror.check(WAY, MONTHLY, exits, entries, Instant.parse("2026-01-05T00:00:00Z"))) {
            var step = state.next(check, MONTHLY);
            state = step.next();
            told.addAll(step.told());
        }
        var silent = new Slice(Lasting.REPORT, "ENTRY");
        assertThat(told)
                .extracting(Discrepancy::slice, Discrepancy::since)
                .containsOnly(org.assertj.core.api.Assertions.tuple(silent, month(2025, 4)))
                .hasSize(2);
    }
}
