package org.kivuko.flow.mirror;

import java.util.EnumSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.Stream;
import org.kivuko.flow.Slice;
import org.kivuko.flow.Span;

/** What the reports of a period, and of those beside it, show of why they differ. Not thread-safe. */
final class Signs {
    private static final int WHOLE_DAY = 24;

    /** Below so many people a share says nothing. */
    private static final int ENOUGH = 50;

    /** So many kinds of travellers, or periods, tell a share from chance. */
    private static final int SEVERAL = 3;

    private final Terms terms;
    private final NavigableMap<Span, Statement> exits;
    private final NavigableMap<Span, Statement> entries;
    private final Span period;
    private final Statement exit;
    private final Statement entry;
    private final Set<Slice> common;

    Signs(Terms terms, NavigableMap<Span, Statement> exits, NavigableMap<Span, Statement> entries, Span period) {
        this.terms = terms;
        this.exits = exits;
        this.entries = entries;
        this.period = period;
        this.exit = exits.get(period);
        this.entry = entries.get(period);
        this.common = Mirror.common(exit, entry);
    }

    Statement exit() {
        return exit;
    }

    Statement entry() {
        return entry;
    }

    /** The reasons for a slice that is out of tolerance. */
    Set<Reason> reasons(Slice slice) {
        var reasons = EnumSet.noneOf(Reason.class);
        boolean fewerEntered = entry.count(slice).known() < exit.count(slice).known();
        Statement fewer = fewerEntered ? entry : exit;
        Statement more = fewerEntered ? exit : entry;
        if (fewer.hours().orElse(WHOLE_DAY) < more.hours().orElse(WHOLE_DAY)) {
            reasons.add(Reason.HOURS);
        }
        if (!exit.methods().equals(entry.methods())) {
            reasons.add(Reason.METHOD);
        }
        if (exit.count(slice).open() || entry.count(slice).open()) {
            reasons.add(Reason.REVISION_PENDING);
        }
        if (!fewer.allDays() || lacks(slice, fewer, more)) {
            reasons.add(Reason.PARTIAL);
        }
        if (isShifted(slice) || isMadeUpFor(slice)) {
            reasons.add(Reason.SHIFTED_PERIOD);
        }
        if (isThinned(slice)) {
            reasons.add(Reason.THINNED);
        }
        return reasons;
    }

    /** Figures are missing, or a kind of travellers is: of everybody, any kind. */
    private boolean lacks(Slice slice, Statement fewer, Statement more) {
        if (fewer.count(slice).lacking()) {
            return true;
        }
        Stream<Slice> kinds = slice.equals(Slice.EVERYBODY)
                ? common.stream().filter(kind -> !kind.equals(Slice.EVERYBODY))
                : Stream.of(slice);
        return kinds.anyMatch(kind -> fewer.count(kind).lacking() || hasNone(kind, fewer, more));
    }

    private boolean hasNone(Slice kind, Statement fewer, Statement more) {
        return fewer.count(kind).known() == 0
                && !terms.tolerance().allows(0, more.count(kind).known());
    }

    /** The entries fit the exits of a period beside this one, here and in one more period, and all kinds together better. */
    private boolean isShifted(Slice slice) {
        return Stream.of(-1, 1).anyMatch(by -> {
            Statement other = exits.get(beside(period, by));
            return other != null
                    && terms.tolerance()
                            .allows(
                                    other.count(slice).known(),
                                    entry.count(slice).known())
                    && fitsBetter(period, by)
                    && (fitsBetter(beside(period, -1), by) || fitsBetter(beside(period, 1), by));
        });
    }

    private boolean fitsBetter(Span at, int by) {
        Statement entered = entries.get(at);
        Statement left = exits.get(at);
        Statement shifted = exits.get(beside(at, by));
        return entered != null && left != null && shifted != null && misfit(shifted, entered) < misfit(left, entered);
    }

    /** How far two statements lie apart, each kind by the order of its size. */
    private static double misfit(Statement left, Statement entered) {
        double apart = 0;
        for (Slice slice : Mirror.common(left, entered)) {
            long one = left.count(slice).known();
            long other = entered.count(slice).known();
            double ratio = Math.log((one + 1.0) / (other + 1.0));
            apart += Math.min(1, Math.abs(ratio)) * Math.log(1.0 + Math.max(one, other));
        }
        return apart;
    }

    /** What is missing here is too much beside it, or the other way round. */
    private boolean isMadeUpFor(Slice slice) {
        long here = difference(period, slice);
        return Stream.of(-1, 1)
                .map(by -> beside(period, by))
                .filter(span -> exits.containsKey(span) && entries.containsKey(span))
                .mapToLong(span -> difference(span, slice))
                .anyMatch(there -> Math.abs(here + there) < Math.abs(here) / 2.0);
    }

    private long difference(Span at, Slice slice) {
        return entries.get(at).count(slice).known() - exits.get(at).count(slice).known();
    }

    /** The same share as of the other kinds of travellers, or as in the periods beside it. */
    private boolean isThinned(Slice slice) {
        double share = share(period, slice);
        if (Double.isNaN(share)) {
            return false;
        }
        List<Double> kinds = common.stream()
                .filter(kind -> !kind.equals(Slice.EVERYBODY))
                .map(kind -> share(period, kind))
                .filter(each -> !Double.isNaN(each))
                .toList();
        List<Double> periods = Stream.of(-2, -1, 1, 2)
                .map(by -> beside(period, by))
                .map(span -> share(span, slice))
                .filter(each -> !Double.isNaN(each))
                .toList();
        return isSteady(share, kinds, kinds.size() * 2 / 3) || isSteady(share, periods, 2);
    }

    private boolean isSteady(double share, List<Double> others, int needed) {
        double narrow = terms.tolerance().share();
        long alike = others.stream()
                .filter(other -> Math.abs(share - other) <= narrow && Math.abs(other) > narrow)
                .count();
        return alike >= Math.max(needed, SEVERAL - 1);
    }

    /** Logarithm of entries per exit; not a number where nothing can be said. */
    private double share(Span at, Slice slice) {
        Statement left = exits.get(at);
        Statement entered = entries.get(at);
        if (left == null || entered == null) {
            return Double.NaN;
        }
        long one = left.count(slice).known();
        long other = entered.count(slice).known();
        return Math.max(one, other) < ENOUGH || one == 0 || other == 0 ? Double.NaN : Math.log((double) other / one);
    }

    private Span beside(Span at, int by) {
        Span moved = at;
        for (int i = 0; i < Math.abs(by); i++) {
            moved = by < 0 ? terms.rhythm().before(moved) : terms.rhythm().after(moved);
        }
        return moved;
    }
}
