package org.kivuko.flow.surge;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import org.kivuko.flow.Rhythm;
import org.kivuko.flow.Slice;
import org.kivuko.flow.Span;
import org.kivuko.model.Direction;

/**
 * Judges counts by what was usual before them: by the place in the week or year, by the level of late, by how far counts
 * usually lie from that. Two things depart from it: a count out of range, and counts that creep away one after the other
 * (cumulative sums of their errors). The same counts give the same answer. Pure, thread-safe.
 */
public final class Surge {
    /** A sum of errors grows by what lies beyond half a usual error, one count by two at most, and is too much at five. */
    private static final double SLACK = 0.5;

    private static final double MOST_OF_ONE = 2;
    private static final double TOO_MUCH = 5;

    private final Season season;
    private final Sensitivity sensitivity;
    private final Usual usual;
    private double above;
    private double below;
    private long calmFrom = Long.MIN_VALUE;
    private boolean lastUp;

    private Surge(Season season, Sensitivity sensitivity) {
        this.season = season;
        this.sensitivity = sensitivity;
        this.usual = new Usual(season);
    }

    /**
     * Every period in the order of time.
     *
     * @param counts of periods of this rhythm, complete ones; one that is not in it was not counted, which is not nobody
     * @param holidays are judged by earlier holidays; of a longer period than a day it does not count whether it has some
     */
    public static List<Judged> judge(
            Rhythm rhythm, NavigableMap<Span, Long> counts, Set<LocalDate> holidays, Sensitivity sensitivity) {
        var surge = new Surge(Season.of(rhythm), sensitivity);
        var judged = new ArrayList<Judged>();
        counts.forEach((period, count) -> {
            boolean holiday = rhythm == Rhythm.DAY && holidays.contains(period.start());
            judged.add(surge.judge(period, Season.place(rhythm, period), count, holiday));
        });
        return judged;
    }

    /**
     * What to propose for the last period; empty where it is usual, or goes on from what was proposed before.
     *
     * @param post where was counted
     * @param direction as seen by the state of the post
     */
    public static Optional<Proposal> proposal(String post, Direction direction, Slice slice, List<Judged> judged) {
        if (judged.isEmpty()) {
            return Optional.empty();
        }
        Judged last = judged.get(judged.size() - 1);
        return last.departure()
                .filter(Departure::first)
                .map(departure -> new Proposal(
                        post,
                        direction,
                        slice,
                        last.period(),
                        last.count(),
                        last.range().orElseThrow(),
                        departure));
    }

    private Judged judge(Span period, long place, long count, boolean holiday) {
        var expected = usual.expect(place, holiday);
        usual.learn(place, count, holiday);
        if (expected.isEmpty()) {
            return new Judged(period, count, Optional.empty(), Optional.empty());
        }
        var range = range(expected.get());
        return new Judged(
                period,
                count,
                Optional.of(range),
                departure(place, expected.get().errorsOf(count), range, count));
    }

    private Range range(Usual.Expected expected) {
        long middle = expected.people(0);
        long low = Math.min(expected.people(-sensitivity.width()), middle - sensitivity.least());
        long high = Math.max(expected.people(sensitivity.width()), middle + sensitivity.least());
        return new Range(Math.max(0, low), middle, high);
    }

    private Optional<Departure> departure(long place, double error, Range range, long count) {
        double bounded = Math.max(-MOST_OF_ONE, Math.min(MOST_OF_ONE, error));
        above = Math.max(0, above + bounded - SLACK);
        below = Math.max(0, below - bounded - SLACK);
        boolean out = !range.contains(count);
        boolean creeps = Math.max(above, below) > TOO_MUCH && Math.abs(count - range.expected()) > sensitivity.least();
        if (!out && !creeps) {
            return Optional.empty();
        }
        boolean up = out ? count > range.high() : above > below;
        boolean first = up != lastUp || place > calmFrom;
        above = 0;
        below = 0;
        calmFrom = place + season.calm();
        lastUp = up;
        return Optional.of(new Departure(up, !out, first));
    }
}
