package org.kivuko.hub.conform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What came of trying a target. */
public final class Outcome {
    private final String target;
    private final String sender;
    private final String recipient;
    private final long seed;
    private final Instant began;
    private final Duration took;
    private final String left;
    private final List<Result> results;

    Outcome(
            String target,
            String sender,
            String recipient,
            long seed,
            Instant began,
            Duration took,
            String left,
            List<Result> results) {
        this.target = target;
        this.sender = sender;
        this.recipient = recipient;
        this.seed = seed;
        this.began = began;
        this.took = took;
        this.left = left;
        this.results = results;
    }

    public Score score() {
        return Score.of(results);
    }

    /** What could not be taken out of inboxes; empty where all is gone. */
    public String left() {
        return left;
    }

    /** The ids of the cases that failed. */
    public List<String> failed() {
        return results.stream()
                .filter(result -> result.verdict() instanceof Verdict.Failed)
                .map(result -> result.of().id())
                .toList();
    }

    /** How it stands, with what failed and what was not asked, as lines for a terminal. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        for (Result result : results) {
            if (result.verdict() instanceof Verdict.Failed failed) {
                lines.add(result.of().id() + "  " + result.of().title());
                lines.add("  expected  " + failed.expected());
                lines.add("  found     " + failed.found());
                lines.add("  mend      " + result.of().remedy());
                lines.add("  because   " + result.of().cite().paragraph() + ": "
                        + result.of().cite().sentence());
            }
        }
        reasons().forEach((reason, count) -> lines.add(count + " not asked: " + reason));
        if (!left.isEmpty()) {
            lines.add(left);
        }
        lines.add(score().toString());
        return lines;
    }

    /** Why cases were not asked, with how many each. */
    SortedMap<String, Integer> reasons() {
        var reasons = new TreeMap<String, Integer>();
        for (Result result : results) {
            if (result.verdict() instanceof Verdict.NotAsked not) {
                reasons.merge(not.reason(), 1, Integer::sum);
            }
        }
        return reasons;
    }

    /** One case in a line. */
    static String line(Result result) {
        return result.of().id() + " " + result.verdict().word();
    }

    String target() {
        return target;
    }

    String sender() {
        return sender;
    }

    String recipient() {
        return recipient;
    }

    long seed() {
        return seed;
    }

    Instant began() {
        return began;
    }

    Duration took() {
        return took;
    }

    List<Result> results() {
        return results;
    }
}
