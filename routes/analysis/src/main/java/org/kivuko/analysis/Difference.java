package org.kivuko.analysis;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts.Review;
import org.kivuko.analysis.Change.Example;
import org.kivuko.analysis.Flow.Shift;
import org.kivuko.analysis.Way.Answer;
import org.kivuko.analysis.Way.Interest;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;

/**
 * Which concrete flows start, stop, widen or narrow between two sets of agreements: every case in which a changed rule has a
 * say is judged under both. A pure function.
 */
public final class Difference {
    private final Comparison comparison;
    private final Engine before;
    private final Engine after;

    private Difference(Agreements before, Agreements after) {
        comparison = Comparison.of(before, after);
        this.before = before::judge;
        this.after = after::judge;
    }

    /** Every change, by pair of states and topic. */
    public static List<Change> between(Agreements before, Agreements after) {
        return between(before, after, Pace.full());
    }

    /** The same at a pace; a step is one ordered pair of states. */
    public static List<Change> between(Agreements before, Agreements after, Pace pace) {
        return new Difference(before, after).changes(pace);
    }

    /** One change, where there is one; found sooner than all. */
    public static Optional<Change> first(Agreements before, Agreements after) {
        var difference = new Difference(before, after);
        return difference
                .pairs()
                .flatMap(pair -> difference.moved(pair, Interest.CHANGES))
                .findFirst()
                .map(moved -> new Gathered(moved).change(difference));
    }

    private record Pair(String from, String to) {}

    /** A case that comes out differently. */
    private record Moved(Flow flow, Shift shift, List<Instant> instants, long cases) {
        List<Object> key() {
            return List.of(
                    shift,
                    flow.after().from(),
                    flow.after().to(),
                    flow.after().draft().topic().toString());
        }
    }

    private Stream<Pair> pairs() {
        var states = comparison.space().states();
        return states.stream()
                .flatMap(from -> states.stream().map(to -> new Pair(from, to)))
                .filter(pair ->
                        comparison.scopes(pair.from(), pair.to()).stream().anyMatch(Scope::changed));
    }

    private Stream<Moved> moved(Pair pair, Interest interest) {
        return new Way(
                        comparison.after(),
                        comparison.space(),
                        after,
                        pair.from(),
                        pair.to(),
                        comparison.scopes(pair.from(), pair.to()),
                        interest)
                .answers()
                .flatMap(answer -> moved(answer).stream());
    }

    private Optional<Moved> moved(Answer answer) {
        var asked = answer.asked();
        var earlier = Asked.of(
                before,
                asked.draft(),
                asked.message(),
                asked.recipient(),
                asked.at(),
                asked.facts().withReview(Review.NONE));
        var flow = new Flow(earlier, asked);
        return flow.shift().map(shift -> new Moved(flow, shift, answer.instants(), answer.cases()));
    }

    private List<Change> changes(Pace pace) {
        return InParallel.map(pairs().toList(), pace, this::gathered).stream()
                .flatMap(List::stream)
                .map(gathered -> gathered.change(this))
                .sorted(Comparator.comparing(Change::kind))
                .toList();
    }

    private List<Gathered> gathered(Pair pair) {
        Map<List<Object>, Gathered> gathered = new LinkedHashMap<>();
        moved(pair, Interest.CHANGES_BY_NAME)
                .forEach(moved -> gathered.merge(moved.key(), new Gathered(moved), Gathered::and));
        return List.copyOf(gathered.values());
    }

    /** Cases that come out differently in the same respect. */
    private static final class Gathered {
        private final Moved example;
        private final SortedSet<AgencyId> senders = new TreeSet<>();
        private final SortedSet<AgencyId> recipients = new TreeSet<>();
        private final SortedSet<String> purposes = new TreeSet<>();
        private final SortedSet<String> statuses = new TreeSet<>();
        private final Set<Instant> instants = new HashSet<>();
        private long cases;

        Gathered(Moved moved) {
            example = moved;
            var asked = moved.flow().after();
            senders.add(asked.draft().sender());
            recipients.add(asked.recipient());
            purposes.add(word(asked.draft().purpose()));
            statuses.add(word(asked.draft().status()));
            instants.addAll(moved.instants());
            cases = moved.cases();
        }

        private static String word(Coded coded) {
            return coded.code();
        }

        Gathered and(Gathered other) {
            senders.addAll(other.senders);
            recipients.addAll(other.recipients);
            purposes.addAll(other.purposes);
            statuses.addAll(other.statuses);
            instants.addAll(other.instants);
            cases += other.cases;
            return this;
        }

        Change change(Difference difference) {
            var asked = example.flow().after();
            var shift = example.shift();
            return new Change(
                    shift.kind(),
                    asked.from(),
                    asked.to(),
                    asked.draft().topic().toString(),
                    shift.gained(),
                    shift.lost(),
                    senders,
                    recipients,
                    purposes,
                    statuses,
                    difference.comparison.space().spans(instants),
                    cases,
                    difference.example(asked));
        }
    }

    /** The case as a message of its own instant, addressed to its recipient alone, and judged anew under both. */
    private Example example(Asked asked) {
        var at = asked.at();
        var message = Specimens.message(
                asked.draft(),
                asked.recipient().toString(),
                Instant.ofEpochSecond(at.getEpochSecond()).atOffset(ZoneOffset.UTC));
        var facts = asked.facts().withReview(Review.NONE);
        return new Example(
                message.json(),
                asked.recipient(),
                at,
                before.judge(message, asked.recipient(), at, facts),
                after.judge(message, asked.recipient(), at, facts));
    }
}
