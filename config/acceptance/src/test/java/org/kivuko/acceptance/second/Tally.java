package org.kivuko.acceptance.second;

import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What came of a comparison. Thread-safe. */
final class Tally {
    private static final int SHOWN = 3;

    private final Map<String, LongAdder> agreed = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> disagreed = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> recipients = new ConcurrentSkipListMap<>();
    private final Queue<String> first = new ConcurrentLinkedQueue<>();

    void agreed(String heading) {
        agreed.computeIfAbsent(heading, key -> new LongAdder()).increment();
    }

    /** Both found as many recipients; none where an address names nobody. */
    void agreedOnRecipients(int found) {
        recipients.computeIfAbsent(found, key -> new LongAdder()).increment();
    }

    /** How many messages had so many recipients, by their number. */
    Set<Integer> numbersOfRecipients() {
        return Set.copyOf(recipients.keySet());
    }

    /** Disagreements of a kind: all are counted, the first few are shown. */
    void disagreed(String kind, String whole) {
        var count = disagreed.computeIfAbsent(kind, key -> new LongAdder());
        count.increment();
        if (count.sum() <= SHOWN) {
            first.add(kind + "\n" + whole);
        }
    }

    long disagreed() {
        return disagreed.values().stream().mapToLong(LongAdder::sum).sum();
    }

    List<String> firstDisagreements() {
        return List.copyOf(first);
    }

    /** The outcomes that occurred. */
    Set<String> headings() {
        return words(0);
    }

    /** The reasons that occurred. */
    Set<String> reasons() {
        return words(1);
    }

    private Set<String> words(int place) {
        var words = new TreeSet<String>();
        agreed.keySet().stream()
                .map(heading -> heading.split(" ", -1))
                .filter(parts -> parts.length > place)
                .forEach(parts -> words.add(parts[place]));
        return words;
    }

    @Override
    public String toString() {
        var all = agreed.values().stream().mapToLong(LongAdder::sum).sum();
        return all + " agreed " + agreed + ", messages by number of recipients " + recipients + ", disagreed "
                + disagreed;
    }
}
