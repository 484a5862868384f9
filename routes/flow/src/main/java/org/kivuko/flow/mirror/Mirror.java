package org.kivuko.flow.mirror;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kivuko.flow.Slice;
import org.kivuko.flow.Span;
import org.kivuko.flow.Way;
import org.kivuko.model.Direction;

/**
 * Sets what one side of a crossing reports as exits against what the other reports as entries. The same reports, terms and
 * instant give the same answer. Pure, thread-safe.
 */
public final class Mirror {
    private final Way way;
    private final Terms terms;
    private final Instant asOf;
    private final NavigableMap<Span, Statement> exits;
    private final NavigableMap<Span, Statement> entries;

    private Mirror(Way way, Terms terms, Collection<Received> exits, Collection<Received> entries, Instant asOf) {
        this.way = way;
        this.terms = terms;
        this.asOf = asOf;
        this.exits = Statements.of(exits, terms.rhythm(), asOf);
        this.entries = Statements.of(entries, terms.rhythm(), asOf);
    }

    /**
     * Every period from the first report of either side on that can be judged: both sides have reported, or their reports are
     * due. In the order of time.
     *
     * @param exits the reports of the post that people leave, direction exit
     * @param entries the reports of the post that they enter, direction entry
     * @param asOf what came later is not yet known
     */
    public static List<PeriodCheck> check(
            Way way, Terms terms, Collection<Received> exits, Collection<Received> entries, Instant asOf) {
        return new Mirror(way, terms, exits, entries, asOf).checks();
    }

    private List<PeriodCheck> checks() {
        var known = new TreeSet<>(exits.keySet());
        known.addAll(entries.keySet());
        var checks = new ArrayList<PeriodCheck>();
        if (known.isEmpty()) {
            return checks;
        }
        Span last = known.last();
        for (Span period = known.first();
                period.compareTo(last) <= 0 || isDue(period);
                period = terms.rhythm().after(period)) {
            if (isDue(period) || (isWhole(exits.get(period)) && isWhole(entries.get(period)))) {
                checks.add(check(period));
            }
        }
        return checks;
    }

    private static boolean isWhole(Statement statement) {
        return statement != null && statement.allDays();
    }

    private boolean isDue(Span period) {
        return !due(period).isAfter(asOf);
    }

    private Instant due(Span period) {
        return period.end().atStartOfDay(terms.zone()).toInstant().plus(terms.due());
    }

    private PeriodCheck check(Span period) {
        var missing = EnumSet.noneOf(Direction.class);
        Map<Direction, Duration> late = new EnumMap<>(Direction.class);
        Stream.of(Direction.values()).forEach(side -> {
            Statement statement = side(side).get(period);
            if (statement == null) {
                missing.add(side);
            } else if (statement.since().isAfter(due(period))) {
                late.put(side, Duration.between(due(period), statement.since()));
            }
        });
        return new PeriodCheck(way, period, missing, late, missing.isEmpty() ? comparisons(period) : List.of());
    }

    private NavigableMap<Span, Statement> side(Direction direction) {
        return direction == Direction.EXIT ? exits : entries;
    }

    private List<Comparison> comparisons(Span period) {
        var signs = new Signs(terms, exits, entries, period);
        return common(exits.get(period), entries.get(period)).stream()
                .map(slice -> compare(slice, signs))
                .toList();
    }

    /** What both sides divide by. */
    static Set<Slice> common(Statement exit, Statement entry) {
        var slices = new TreeSet<Slice>();
        slices.addAll(exit.counts().keySet());
        slices.addAll(entry.counts().keySet());
        slices.removeIf(slice -> !slice.equals(Slice.EVERYBODY)
                && !(exit.dimensions().contains(slice.dimension())
                        && entry.dimensions().contains(slice.dimension())));
        return slices;
    }

    private Comparison compare(Slice slice, Signs signs) {
        Count exit = signs.exit().count(slice);
        Count entry = signs.entry().count(slice);
        Verdict verdict = verdict(exit, entry);
        boolean out = verdict == Verdict.DIFFERS || verdict == Verdict.INCOMPLETE;
        return new Comparison(slice, shown(exit), shown(entry), verdict, out ? signs.reasons(slice) : Set.of());
    }

    private Verdict verdict(Count exit, Count entry) {
        if (exit.hidden() || entry.hidden()) {
            return Verdict.HIDDEN;
        }
        if (terms.tolerance().allows(exit.known(), entry.known())) {
            return Verdict.AGREES;
        }
        return exit.lacking() || entry.lacking() ? Verdict.INCOMPLETE : Verdict.DIFFERS;
    }

    private static OptionalLong shown(Count count) {
        return count.hidden() || count.lacking() ? OptionalLong.empty() : OptionalLong.of(count.known());
    }
}
