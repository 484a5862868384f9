package org.kivuko.agreement.cells;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.kivuko.agreement.cells.Reports.Sent;

/**
 * A few people at one post on two days, by nationality, sex and age band, and what is reported of them: breakdowns with
 * totals or without, corrections, both days together. The same seed gives the same reports.
 */
final class SmallWorlds {
    private static final List<String> DAYS = List.of("2026-10-01..2026-10-02", "2026-10-02..2026-10-03");
    private static final String BOTH = "2026-10-01..2026-10-03";
    private static final List<List<String>> BREAKDOWNS = List.of(
            List.of(),
            List.of("nationality"),
            List.of("sex"),
            List.of("ageBand"),
            List.of("nationality", "sex"),
            List.of("sex", "ageBand"));
    private static final Map<String, List<String>> VALUES = Map.of(
            "nationality", List.of("ETH", "KEN", "UGA"),
            "sex", List.of("F", "M"),
            "ageBand", List.of("Y0T4", "Y5T17"));

    private final Random random;
    private final int most;
    private final Map<String, Map<List<String>, Integer>> people = new TreeMap<>();

    private SmallWorlds(long seed, int most) {
        this.random = new Random(seed);
        this.most = most;
        DAYS.forEach(day -> people.put(day, somebody()));
    }

    /** What is sent, in order. */
    static List<Sent> reports(long seed, int most, int reports) {
        var world = new SmallWorlds(seed, most);
        var sent = new ArrayList<Sent>();
        for (int i = 0; i < reports; i++) {
            if (i > 0 && world.random.nextInt(3) == 0) {
                world.correct();
            }
            sent.add(world.report(i));
        }
        return sent;
    }

    private Map<List<String>, Integer> somebody() {
        var there = new LinkedHashMap<List<String>, Integer>();
        for (String nationality : VALUES.get("nationality")) {
            for (String sex : VALUES.get("sex")) {
                for (String age : VALUES.get("ageBand")) {
                    there.put(List.of(nationality, sex, age), random.nextInt(3) == 0 ? 0 : random.nextInt(most + 1));
                }
            }
        }
        return there;
    }

    private void correct() {
        var there = people.get(DAYS.get(random.nextInt(DAYS.size())));
        var person = List.copyOf(there.keySet()).get(random.nextInt(there.size()));
        there.put(person, random.nextInt(most + 1));
    }

    private Sent report(int number) {
        int which = random.nextInt(5);
        var period = which == 4 ? BOTH : DAYS.get(which % 2);
        var dimensions = BREAKDOWNS.get(random.nextInt(BREAKDOWNS.size()));
        boolean totals = random.nextBoolean();
        var cells = new StringBuilder();
        counts(period, dimensions).forEach((key, count) -> {
            boolean isTotal = key.contains("_T");
            if (!isTotal || totals) {
                cells.append(String.join(" ", key)).append(' ').append(count).append('\n');
            }
        });
        return Reports.report("F" + number, 1, period, String.join(" ", dimensions), cells.toString(), "");
    }

    private Map<List<String>, Integer> counts(String period, List<String> dimensions) {
        var counts = new LinkedHashMap<List<String>, Integer>();
        for (String day : period.equals(BOTH) ? DAYS : List.of(period)) {
            people.get(day).forEach((person, count) -> {
                for (int set = 0; set < 1 << dimensions.size(); set++) {
                    var key = new ArrayList<String>();
                    for (int i = 0; i < dimensions.size(); i++) {
                        int place = List.of("nationality", "sex", "ageBand").indexOf(dimensions.get(i));
                        key.add((set & 1 << i) == 0 ? person.get(place) : "_T");
                    }
                    counts.merge(List.copyOf(key), count, Integer::sum);
                }
            });
        }
        return counts;
    }
}
