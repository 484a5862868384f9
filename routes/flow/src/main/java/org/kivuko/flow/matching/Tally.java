package org.kivuko.flow.matching;

import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.kivuko.flow.Rhythm;
import org.kivuko.flow.Span;
import org.kivuko.flow.Way;
import org.kivuko.model.Direction;

/**
 * How many records of one way and period were matched. Records whose travellers sought protection are in none of the figures, for
 * nobody. It holds exact counts; what may be shown of them says {@link #shownTo}.
 *
 * @param matched exits and entries of the period with their counterpart, which may lie in the period beside it
 * @param unmatched those that were given up
 * @param outOfOrder entries of the period that were recorded before their exits, by more than clocks may differ
 */
public record Tally(
        Way way, Span period, Map<Direction, Long> matched, Map<Direction, Long> unmatched, long outOfOrder) {
    /** Rates are told in steps of so many per cent, and none above the last step: a single record must not show in one. */
    private static final int STEP = 5;

    private static final int ALL = 100;

    public Tally {
        matched = Map.copyOf(matched);
        unmatched = Map.copyOf(unmatched);
    }

    /**
     * What one side may see.
     *
     * @param matched of its own records; empty where it would tell how few were not
     * @param unmatched of its own records; empty where they are so few that one could be told from the others
     * @param rate at least so many per cent of its own records were matched, in steps of five up to 95; empty where it sent too few
     * @param rateOfOther the same of the other side's records
     * @param outOfOrder entries recorded before their exits; empty where they are too few
     */
    public record Shown(
            OptionalLong matched,
            OptionalLong unmatched,
            OptionalInt rate,
            OptionalInt rateOfOther,
            OptionalLong outOfOrder) {}

    /**
     * Periods of this rhythm of one way, of records of which it is known what became of them.
     *
     * @param zone in which days begin and end at the crossing
     */
    public static Map<Span, Tally> of(
            Way way, Rhythm rhythm, ZoneId zone, Terms terms, Collection<Match> matches, Collection<Marks> unmatched) {
        var sums = new TreeMap<Span, Sums>();
        for (Match match : matches) {
            if (match.entry().way().equals(way)) {
                at(sums, rhythm, zone, match.exit()).matched.merge(Direction.EXIT, 1L, Long::sum);
                Sums entered = at(sums, rhythm, zone, match.entry());
                entered.matched.merge(Direction.ENTRY, 1L, Long::sum);
                entered.outOfOrder += match.outOfOrder(terms) ? 1 : 0;
            }
        }
        for (Marks marks : unmatched) {
            if (marks.way().equals(way)) {
                at(sums, rhythm, zone, marks).unmatched.merge(marks.direction(), 1L, Long::sum);
            }
        }
        var tallies = new TreeMap<Span, Tally>();
        sums.forEach((period, sum) ->
                tallies.put(period, new Tally(way, period, sum.matched, sum.unmatched, sum.outOfOrder)));
        return tallies;
    }

    private static final class Sums {
        private final Map<Direction, Long> matched = new EnumMap<>(Direction.class);
        private final Map<Direction, Long> unmatched = new EnumMap<>(Direction.class);
        private long outOfOrder;
    }

    private static Sums at(Map<Span, Sums> sums, Rhythm rhythm, ZoneId zone, Marks marks) {
        Span period = rhythm.around(marks.crossedAt().atZone(zone).toLocalDate());
        return sums.computeIfAbsent(period, span -> new Sums());
    }

    /**
     * For the state on one side.
     *
     * @param side the direction in which that state's records of this way count: exit for the state left, entry for the one entered
     * @param least so few records tell of single people; at least 1. The small-cell limit of the agreement
     */
    public Shown shownTo(Direction side, int least) {
        Direction other = side == Direction.EXIT ? Direction.ENTRY : Direction.EXIT;
        boolean few = isFew(count(unmatched, side), least) || isFew(count(matched, side), least);
        return new Shown(
                few ? OptionalLong.empty() : OptionalLong.of(count(matched, side)),
                few ? OptionalLong.empty() : OptionalLong.of(count(unmatched, side)),
                rate(side, least),
                rate(other, least),
                isFew(outOfOrder, least) ? OptionalLong.empty() : OptionalLong.of(outOfOrder));
    }

    private static long count(Map<Direction, Long> counts, Direction side) {
        return counts.getOrDefault(side, 0L);
    }

    static boolean isFew(long count, int least) {
        return count > 0 && count < least;
    }

    /** Of so few records that one of them moves it by a step there is none. */
    private OptionalInt rate(Direction side, int least) {
        long all = count(matched, side) + count(unmatched, side);
        if (all < Math.max(least, ALL / STEP)) {
            return OptionalInt.empty();
        }
        long percent = ALL * count(matched, side) / all;
        return OptionalInt.of((int) Math.min(ALL - STEP, percent / STEP * STEP));
    }
}
