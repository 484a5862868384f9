package org.kivuko.flow.matching;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.Direction;

/**
 * Matches exits with entries, each with one at most. A record that arrives is matched at once where its document and a part of
 * its name stand among the open ones of the other direction and the two crossings lie close together. What waits is looked at
 * again when its counterpart has had the time to come: then the best of all that fit is taken, provided that it is the best from
 * the other side, too, and that no other person comes near. Not thread-safe.
 */
public final class Matcher {
    /** More bearers of one token than this say that it tells nothing. */
    private static final int MOST_BEARERS = 64;

    private final Terms terms;
    private final OpenRecords open;
    private long lookedAt;

    public Matcher(Terms terms, OpenRecords open) {
        this.terms = terms;
        this.open = open;
    }

    /** A record that fits another, with how well. */
    private record Candidate(Marks marks, Likeness likeness, long gap) {
        private static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(
                        (Candidate it) -> -it.likeness().points())
                .thenComparing(Candidate::gap)
                .thenComparing(it -> it.marks().sender())
                .thenComparing(it -> it.marks().recordId());
    }

    /** A record arrives; without a match it stays open. */
    public Optional<Match> arrive(Marks marks) {
        Optional<Candidate> found = candidates(marks, documents(marks)).stream()
                .filter(it -> it.likeness().document() && it.likeness().near())
                .filter(it -> it.likeness().points() >= Likeness.PROMPT)
                .min(Candidate.BEST_FIRST);
        if (found.isEmpty()) {
            open.add(marks);
        } else {
            open.addClosed(marks);
            open.close(found.get().marks());
        }
        return found.map(it -> match(marks, it));
    }

    /** The matches of those that have waited long enough. */
    public List<Match> settle(Instant now) {
        var matches = new ArrayList<Match>();
        for (Marks marks : open.ripe(now.minus(terms.grace()))) {
            Optional<Candidate> best = open.holds(marks) ? best(marks) : Optional.empty();
            best.filter(it -> best(it.marks())
                            .filter(back -> back.marks().equals(marks))
                            .isPresent())
                    .ifPresent(it -> {
                        open.close(marks);
                        open.close(it.marks());
                        matches.add(match(marks, it));
                    });
        }
        return matches;
    }

    /** Those that are given up: nobody will match them any more. */
    public List<Marks> expire(Instant now) {
        return open.expire(now.minus(terms.keep()));
    }

    /** How many records of the other side were compared so far: what the work grows with, on whatever machine. */
    public long lookedAt() {
        return lookedAt;
    }

    private static Match match(Marks marks, Candidate candidate) {
        boolean document = candidate.likeness().document();
        return marks.direction() == Direction.EXIT
                ? new Match(marks, candidate.marks(), document)
                : new Match(candidate.marks(), marks, document);
    }

    /** The best that is good enough, unless another person is nearly as good. */
    private Optional<Candidate> best(Marks marks) {
        List<Candidate> candidates = candidates(marks, tokens(marks));
        Optional<Candidate> best = candidates.stream()
                .filter(it -> it.likeness().points() >= Likeness.ENOUGH)
                .min(Candidate.BEST_FIRST);
        return best.filter(it -> it.likeness().near() || !(travelsOften(marks) || travelsOften(it.marks())))
                .filter(it -> candidates.stream()
                        .filter(other ->
                                !Likeness.of(other.marks(), it.marks(), terms).document())
                        .allMatch(other -> other.likeness().points() + Likeness.MARGIN
                                <= it.likeness().points()));
    }

    /** Of somebody who crosses several times a day, crossings that lie far apart are hardly one journey: a record is lost. */
    private boolean travelsOften(Marks marks) {
        return marks.faces().stream()
                .flatMap(face -> open.travelling(marks.direction(), face.document()).stream())
                .anyMatch(other -> !other.equals(marks)
                        && Math.abs(other.at() - marks.at()) <= terms.window().toSeconds());
    }

    private static long[] documents(Marks marks) {
        return marks.faces().stream().mapToLong(Face::document).toArray();
    }

    private static long[] tokens(Marks marks) {
        return marks.faces().stream()
                .flatMapToLong(face -> Arrays.stream(face.wanted()))
                .toArray();
    }

    private List<Candidate> candidates(Marks marks, long[] tokens) {
        Direction opposite = marks.direction() == Direction.EXIT ? Direction.ENTRY : Direction.EXIT;
        Collection<Marks> found = new LinkedHashSet<>();
        for (long token : tokens) {
            found.addAll(open.bearing(opposite, token, MOST_BEARERS));
        }
        lookedAt += found.size();
        return found.stream()
                .filter(other -> fit(marks, other))
                .map(other -> new Candidate(other, Likeness.of(marks, other, terms), Math.abs(marks.at() - other.at())))
                .toList();
    }

    private boolean fit(Marks one, Marks other) {
        Marks exit = one.direction() == Direction.EXIT ? one : other;
        Marks entry = exit.equals(one) ? other : one;
        return one.way().equals(other.way()) && terms.fit(exit.at(), entry.at());
    }
}
