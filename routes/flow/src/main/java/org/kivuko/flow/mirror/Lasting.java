package org.kivuko.flow.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kivuko.flow.Slice;
import org.kivuko.flow.Span;
import org.kivuko.flow.Way;
import org.kivuko.model.Direction;

/**
 * Which discrepancies of one way last: a fold over its periods. A period that is checked again, because a report was revised or
 * came late, takes the place of what was known of it; one that lies further back than is kept changes nothing. Immutable.
 *
 * @param tracks what is kept of each slice that was out of tolerance, or is
 */
public record Lasting(Map<Slice, Track> tracks) {
    public static final Lasting NOTHING = new Lasting(Map.of());

    /** The dimension of the slices that stand for the reports of a side. */
    static final String REPORT = "report";

    public Lasting {
        tracks = Map.copyOf(tracks);
    }

    /**
     * One period of one slice.
     *
     * @param out whether it was out of tolerance
     */
    public record Mark(boolean out, Set<Reason> reasons) {
        public Mark {
            reasons = Set.copyOf(reasons);
        }
    }

    /**
     * One slice.
     *
     * @param recent the last periods that could be compared
     * @param since the first period of the discrepancy that was told of and has not ended
     */
    public record Track(Map<Span, Mark> recent, Optional<Span> since) {
        static final Track NEW = new Track(Map.of(), Optional.empty());

        public Track {
            recent = Map.copyOf(recent);
        }
    }

    /** What is known now, and what has to be told because of it. */
    public record Step(Lasting next, List<Discrepancy> told) {
        public Step {
            told = List.copyOf(told);
        }
    }

    /** With one more period, or one checked again. */
    public Step next(PeriodCheck check, Terms terms) {
        Map<Slice, Mark> marks = marks(check);
        var slices = new TreeSet<>(tracks.keySet());
        slices.addAll(marks.keySet());
        var next = new TreeMap<Slice, Track>();
        var told = new ArrayList<Discrepancy>();
        for (Slice slice : slices) {
            var recent = new TreeMap<>(tracks.getOrDefault(slice, Track.NEW).recent());
            recent.remove(check.period());
            Optional.ofNullable(marks.get(slice)).ifPresent(mark -> recent.put(check.period(), mark));
            while (recent.size() > Math.max(terms.lasting(), terms.settled())) {
                recent.pollFirstEntry();
            }
            Optional<Span> since = tracks.getOrDefault(slice, Track.NEW).since();
            Optional<Discrepancy> change = change(check.way(), slice, recent, since, terms);
            change.ifPresent(told::add);
            Optional<Span> now = change.map(
                            it -> it instanceof Discrepancy.Started ? Optional.of(it.since()) : Optional.<Span>empty())
                    .orElse(since);
            if (now.isPresent() || recent.values().stream().anyMatch(Mark::out)) {
                next.put(slice, new Track(recent, now));
            }
        }
        return new Step(new Lasting(next), told);
    }

    private static Map<Slice, Mark> marks(PeriodCheck check) {
        var marks = new TreeMap<Slice, Mark>();
        for (Direction side : Direction.values()) {
            marks.put(new Slice(REPORT, side.code()), new Mark(check.missing().contains(side), Set.of()));
        }
        for (Comparison comparison : check.comparisons()) {
            if (comparison.verdict() != Verdict.HIDDEN) {
                marks.put(comparison.slice(), new Mark(comparison.outOfTolerance(), comparison.reasons()));
            }
        }
        return marks;
    }

    private static Optional<Discrepancy> change(
            Way way, Slice slice, TreeMap<Span, Mark> recent, Optional<Span> since, Terms terms) {
        int wanted = since.isPresent() ? terms.settled() : terms.lasting();
        var last = new TreeMap<>(recent);
        while (last.size() > wanted) {
            last.pollFirstEntry();
        }
        boolean starts = since.isEmpty();
        if (last.size() < wanted || !last.values().stream().allMatch(mark -> mark.out() == starts)) {
            return Optional.empty();
        }
        return Optional.of(
                starts
                        ? new Discrepancy.Started(way, slice, last.firstKey(), last.lastKey(), usual(last))
                        : new Discrepancy.Ended(way, slice, since.get(), last.firstKey()));
    }

    private static Set<Reason> usual(TreeMap<Span, Mark> marks) {
        var usual = new TreeSet<Reason>();
        for (Reason reason : Reason.values()) {
            long held = marks.values().stream()
                    .filter(mark -> mark.reasons().contains(reason))
                    .count();
            if (held * 2 > marks.size()) {
                usual.add(reason);
            }
        }
        return usual;
    }
}
