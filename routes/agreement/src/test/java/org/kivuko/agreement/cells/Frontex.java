package org.kivuko.agreement.cells;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.kivuko.agreement.cells.Reports.Sent;

/**
 * Real monthly figures of land borders by nationality, and what is added to them with a seed: corrections, a second
 * breakdown by sex or by nationality and sex, and the quarter as a whole.
 */
final class Frontex {
    /** A report and what it is. */
    record Told(String what, Sent sent) {}

    private final Map<String, Map<LocalDate, Map<String, Integer>>> routes = new TreeMap<>();

    /** Reads the file named by the property; without it the test is skipped, in CI it fails. */
    Frontex() {
        var file = Path.of(System.getProperty("kivuko.corpora", ""), "iom-gdidata", "frontex_land.csv");
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            Assertions.assertThat(file)
                    .as("test data, named by -Dkivuko.corpora")
                    .exists();
        }
        Assumptions.assumeTrue(Files.exists(file), "no test data at -Dkivuko.corpora");
        try {
            Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .forEach(row -> routes.computeIfAbsent(row[0], route -> new TreeMap<>())
                            .computeIfAbsent(LocalDate.parse(row[3] + "-01"), month -> new TreeMap<>())
                            .merge(row[2], Integer.parseInt(row[4]), Integer::sum));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that is told about one quarter of one route, in order; the quarters in their order. */
    List<List<Told>> quarters(long seed) {
        var quarters = new ArrayList<List<Told>>();
        routes.forEach((route, months) -> {
            var byQuarter = new TreeMap<LocalDate, Map<LocalDate, Map<String, Integer>>>();
            months.forEach((month, counts) -> byQuarter
                    .computeIfAbsent(
                            month.withMonth((month.getMonthValue() - 1) / 3 * 3 + 1), quarter -> new TreeMap<>())
                    .put(month, counts));
            byQuarter.forEach((quarter, counts) ->
                    quarters.add(quarter(quarter, counts, new Random(seed ^ (route + quarter).hashCode()))));
        });
        return quarters;
    }

    private static List<Told> quarter(LocalDate start, Map<LocalDate, Map<String, Integer>> months, Random random) {
        var told = new ArrayList<Told>();
        var whole = new TreeMap<String, Integer>();
        months.forEach((month, counts) -> {
            boolean totals = random.nextBoolean();
            var period = month + ".." + month.plusMonths(1);
            told.add(new Told("nationality", byNationality(period, 1, counts, totals)));
            var corrected = counts;
            if (random.nextBoolean()) {
                corrected = corrected(counts, random);
                told.add(new Told("correction", byNationality(period, 2, corrected, totals)));
            }
            told.add(second(period, corrected, random));
            corrected.forEach((nationality, count) -> whole.merge(nationality, count, Integer::sum));
        });
        if (random.nextInt(4) == 0) {
            told.add(new Told("quarter", byNationality(start + ".." + start.plusMonths(3), 1, whole, true)));
        }
        return told;
    }

    private static Sent byNationality(String period, int revision, Map<String, Integer> counts, boolean total) {
        var cells = new StringBuilder();
        counts.forEach((nationality, count) ->
                cells.append(nationality).append(' ').append(count).append('\n'));
        if (total) {
            cells.append("_T ").append(sum(counts));
        }
        return Reports.report("N", revision, period, "nationality", cells.toString(), "");
    }

    private static Map<String, Integer> corrected(Map<String, Integer> counts, Random random) {
        var corrected = new TreeMap<>(counts);
        var names = List.copyOf(counts.keySet());
        for (int i = 0; i < 1 + names.size() / 20; i++) {
            corrected.merge(names.get(random.nextInt(names.size())), 1 + random.nextInt(4), Integer::sum);
        }
        return corrected;
    }

    private static Told second(String period, Map<String, Integer> counts, Random random) {
        var women = new TreeMap<String, Integer>();
        counts.forEach((nationality, count) -> {
            double share = 0.1 + 0.4 * random.nextDouble();
            for (int person = 0; person < count; person++) {
                women.merge(nationality, random.nextDouble() < share ? 1 : 0, Integer::sum);
            }
        });
        boolean totals = random.nextBoolean();
        return random.nextBoolean()
                ? new Told("sex", bySex(period, sum(women), sum(counts), totals))
                : new Told("nationality and sex", byBoth(period, counts, women, totals));
    }

    private static Sent bySex(String period, int women, int all, boolean totals) {
        return Reports.report(
                "S", 1, period, "sex", "F %d\nM %d\n%s".formatted(women, all - women, totals ? "_T " + all : ""), "");
    }

    private static Sent byBoth(String period, Map<String, Integer> counts, Map<String, Integer> women, boolean totals) {
        var cells = new StringBuilder();
        counts.forEach((nationality, count) -> {
            int ofThem = women.getOrDefault(nationality, 0);
            cells.append("%s F %d\n%s M %d\n".formatted(nationality, ofThem, nationality, count - ofThem));
            cells.append(totals ? "%s _T %d\n".formatted(nationality, count) : "");
        });
        if (totals) {
            int all = sum(counts);
            int ofThem = sum(women);
            cells.append("_T F %d\n_T M %d\n_T _T %d\n".formatted(ofThem, all - ofThem, all));
        }
        return Reports.report("B", 1, period, "nationality sex", cells.toString(), "");
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
