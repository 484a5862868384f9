package org.kivuko.operations.queues;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When messages came, by their numbers: at each mark it is known which number was the highest. Old marks are thinned out, so
 * their number stays bounded; an age is never told too high. Not thread-safe.
 */
public final class Marks {
    /** Three hours of marks 5 seconds apart, and more of older ones. */
    static final int MOST = 4_000;

    private final TreeMap<Long, Instant> marks = new TreeMap<>();

    /** Every number up to this one was given before this instant. */
    public void add(long newest, Instant at) {
        marks.put(newest, at);
        if (marks.size() > MOST) {
            thin();
        }
    }

    /** By when the message of this number had come: the first mark that is not below it; empty where it came after the last. */
    public Optional<Instant> cameBy(long number) {
        return Optional.ofNullable(marks.ceilingEntry(number)).map(Map.Entry::getValue);
    }

    /** Takes out every other mark of the older half. Without a mark the next one answers: later, so the age is told lower. */
    private void thin() {
        int older = marks.size() / 2;
        var each = marks.keySet().iterator();
        for (int i = 0; i < older; i++) {
            each.next();
            if (i % 2 == 1) {
                each.remove();
            }
        }
    }
}
