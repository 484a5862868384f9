package org.kivuko.hub.simulate;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** The numbers that came over each link. A void names no link: it explains one number of its lane. Not thread-safe. */
final class LinkNumbers {
    private final Map<String, TreeSet<Long>> byLink = new HashMap<>();
    private final Map<String, Integer> voids = new HashMap<>();

    /** Where a number stands among those that came before. */
    enum Place {
        NEXT,
        /** Lower than one that came earlier: out of order. */
        LATE,
        /** Lower than every one that came: of a time before this run. */
        BEFORE
    }

    /** A delivery that was not seen before. */
    Place add(String link, long number) {
        TreeSet<Long> numbers = byLink.computeIfAbsent(link, any -> new TreeSet<>());
        Place place = numbers.isEmpty() || number > numbers.last()
                ? Place.NEXT
                : number < numbers.first() ? Place.BEFORE : Place.LATE;
        if (place != Place.BEFORE) {
            numbers.add(number);
        }
        return place;
    }

    /** A place that was left empty on purpose. */
    void leftEmpty(String lane, long epoch, long number) {
        voids.merge(lane + " " + epoch + " " + number, 1, Integer::sum);
    }

    /** How many numbers between the first and the last are missing, by link. */
    Map<String, Long> gaps() {
        var left = new HashMap<>(voids);
        var gaps = new HashMap<String, Long>();
        byLink.forEach((link, numbers) -> {
            String lane = link.substring(link.indexOf(' ') + 1);
            long missing = 0;
            for (long number = numbers.first(); number < numbers.last(); number++) {
                if (!numbers.contains(number) && left.merge(lane + " " + number, -1, Integer::sum) < 0) {
                    missing++;
                }
            }
            if (missing > 0) {
                gaps.put(link, missing);
            }
        });
        return gaps;
    }
}
