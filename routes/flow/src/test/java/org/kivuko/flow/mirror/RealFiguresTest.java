package org.kivuko.flow.mirror;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.flow.Slice;
import org.kivuko.flow.Span;
import org.kivuko.model.Direction;

/** Twenty-five years of a real post against the same figures with faults planted in them. */
class RealFiguresTest {
    private static final long SEED = Long.getLong("kivuko.seed", 20261127);
    private static final Instant NOW = Instant.parse("2022-01-20T00:00:00Z");

    private TwoSides sides;
    private NavigableMap<Span, TwoSides.Fault> planted;
    private List<PeriodCheck> checks;

    @BeforeEach
    void check() {
        sides = new TwoSides(SEED);
        planted = sides.planted();
        checks = Mirror.check(Reports.WAY, Reports.MONTHLY, sides.exits, sides.entries, NOW);
    }

    @Test
    void everyPlantedFaultAboveToleranceIsFoundInItsMonthWithItsReason() {
        var found = new EnumMap<TwoSides.Fault, Integer>(TwoSides.Fault.class);
        for (PeriodCheck check : checks) {
            TwoSides.Fault fault = planted.get(check.period());
            if (fault == TwoSides.Fault.MISSING) {
                assertThat(check.missing()).containsExactly(Direction.ENTRY);
                found.merge(fault, 1, Integer::sum);
            } else if (fault == TwoSides.Fault.LATE) {
                assertThat(check.late()).containsOnlyKeys(Direction.ENTRY);
                found.merge(fault, 1, Integer::sum);
            } else if (fault != null) {
                found.merge(fault, named(check, fault), Integer::sum);
            }
        }
        System.out.println("planted and found, comparisons by fault: " + found);
        assertThat(found).containsOnlyKeys(TwoSides.Fault.values()).allSatisfy((fault, n) -> assertThat(n)
                .isPositive());
    }

    /** How many comparisons of the month are out of tolerance; each names the reason. */
    private static int named(PeriodCheck check, TwoSides.Fault fault) {
        List<Comparison> out = check.comparisons().stream()
                .filter(comparison -> fault.concerns(comparison.slice()) && !agrees(comparison))
                .toList();
        assertThat(out).as("%s in %s", fault, check.period()).allSatisfy(comparison -> {
            assertThat(comparison.verdict()).isIn(Verdict.DIFFERS, Verdict.INCOMPLETE);
            assertThat(comparison.reasons()).contains(fault.reason().orElseThrow());
        });
        return out.size();
    }

    /** By the numbers themselves. */
    private static boolean agrees(Comparison comparison) {
        if (comparison.exit().isEmpty() || comparison.entry().isEmpty()) {
            return comparison.verdict() == Verdict.AGREES;
        }
        double more = Math.max(comparison.exit().getAsLong(), comparison.entry().getAsLong());
        return Math.abs(comparison.difference().getAsLong()) <= Math.max(50, 0.05 * more);
    }

    @Test
    void aQuietMonthRaisesNoAlarm() {
        int compared = 0;
        var alarms = new ArrayList<String>();
        for (PeriodCheck check : checks) {
            if (isQuiet(check.period())) {
                compared += check.comparisons().size();
                check.comparisons().stream()
                        .filter(Comparison::outOfTolerance)
                        .map(it -> check.period().start() + " " + it.slice())
                        .forEach(alarms::add);
                assertThat(check.missing()).isEmpty();
                assertThat(check.late()).isEmpty();
            }
        }
        System.out.println(
                "false alarms in " + compared + " quiet comparisons of 25 years: " + alarms.size() + " " + alarms);
        assertThat(alarms).hasSizeLessThanOrEqualTo(compared / 200);
    }

    /** What a month counts late stands in the month after, too. */
    private boolean isQuiet(Span period) {
        return !planted.containsKey(period)
                && planted.get(Reports.MONTHLY.rhythm().before(period)) != TwoSides.Fault.COUNTED_NEXT_MONTH;
    }

    @Test
    void whatLastsIsToldOnceWhenItStartsAndOnceWhenItEnds() {
        var told = new ArrayList<Discrepancy>();
        var state = Lasting.NOTHING;
        for (PeriodCheck check : checks) {
            var step = state.next(check, Reports.MONTHLY);
            told.addAll(step.told());
            state = step.next();
        }
        List<Discrepancy.Started> started = told.stream()
                .filter(Discrepancy.Started.class::isInstance)
                .map(Discrepancy.Started.class::cast)
                .toList();
        System.out.println(
                "lasting discrepancies in 25 years: " + started.size() + ", of which begin in a quiet month: "
                        + started.stream().filter(it -> isQuiet(it.since())).count());
        assertThat(started).noneMatch(it -> isQuiet(it.since()));
        Map<Slice, List<Discrepancy>> bySlice = told.stream().collect(Collectors.groupingBy(Discrepancy::slice));
        bySlice.forEach((slice, ofOne) -> {
            for (int i = 0; i < ofOne.size(); i++) {
                assertThat(ofOne.get(i) instanceof Discrepancy.Started).isEqualTo(i % 2 == 0);
            }
        });
        startsOfThinning().forEach((first, last) -> assertThat(bySlice.get(Slice.EVERYBODY))
                .as("thinned from %s", first.start())
                .anyMatch(it -> it instanceof Discrepancy.Started start
                        && start.since().equals(first)
                        && start.reasons().contains(Reason.THINNED))
                .anyMatch(it -> it instanceof Discrepancy.Ended end
                        && end.since().equals(first)
                        && end.agreesSince().equals(Reports.MONTHLY.rhythm().after(last))));
    }

    private NavigableMap<Span, Span> startsOfThinning() {
        var runs = new TreeMap<Span, Span>();
        planted.forEach((period, fault) -> {
            if (fault == TwoSides.Fault.THINNED) {
                Span before = Reports.MONTHLY.rhythm().before(period);
                Span first = runs.entrySet().stream()
                        .filter(run -> run.getValue().equals(before))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(period);
                runs.put(first, period);
            }
        });
        assertThat(runs).isNotEmpty();
        return runs;
    }
}
