package org.kivuko.operations.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kivuko.model.Directory;
import org.kivuko.operations.people.Scope;

/** The crossings as operators see them: what goes through, and when something was heard of each side. Pure functions. */
public final class Posts {
    private static final Duration RECENT = Duration.ofHours(24);

    private Posts() {}

    /**
     * What was counted at posts.
     *
     * @param counts within a day
     * @param reports when a flow report came from each post last
     */
    public record Figures(Map<PostTally.Way, Long> counts, Map<String, Instant> reports) {
        long messages(String post) {
            return counts.getOrDefault(new PostTally.Way(post, Optional.empty()), 0L);
        }

        long crossed(String post, String to) {
            return counts.getOrDefault(new PostTally.Way(post, Optional.of(to)), 0L);
        }
    }

    /** How a crossing is, as far as the hub can tell. */
    public enum Status {
        /** A message arose at one of its sides within a day. */
        OPEN,
        /** Nothing did: it may be closed, or its desks may be silent. */
        UNKNOWN
    }

    /** @param messages that arose there within a day */
    public record Side(Directory.Side side, long messages, Optional<Instant> lastReport) {}

    /** @param traffic messages of one side that crossed to the state of the other within a day, as {@code A->B} */
    public record Crossing(Directory.Crossing crossing, List<Side> sides, Map<String, Long> traffic, Status status) {}

    /** Every crossing of which a side is in scope, in the order of ids. */
    public static List<Crossing> of(Directory directory, Figures figures, Scope scope, Instant now) {
        return directory.crossings().stream()
                .filter(crossing -> isIn(scope, crossing))
                .map(crossing -> of(crossing, figures, now))
                .toList();
    }

    private static boolean isIn(Scope scope, Directory.Crossing crossing) {
        return scope.everything()
                || crossing.sides().stream()
                        .anyMatch(side -> scope.states().contains(side.state()) || scope.coversAny(side.agencies()));
    }

    private static Crossing of(Directory.Crossing crossing, Figures figures, Instant now) {
        List<Side> sides = crossing.sides().stream()
                .map(side -> new Side(
                        side,
                        figures.messages(side.post()),
                        Optional.ofNullable(figures.reports().get(side.post()))))
                .toList();
        Map<String, Long> traffic = crossing.sides().stream()
                .flatMap(from -> crossing.sides().stream()
                        .filter(to -> !to.post().equals(from.post()))
                        .map(to -> Map.entry(from.post() + "->" + to.post(), figures.crossed(from.post(), to.state()))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new));
        boolean open = sides.stream()
                .anyMatch(side -> side.messages() > 0
                        || side.lastReport()
                                .filter(at -> at.isAfter(now.minus(RECENT)))
                                .isPresent());
        return new Crossing(crossing, sides, traffic, open ? Status.OPEN : Status.UNKNOWN);
    }
}
