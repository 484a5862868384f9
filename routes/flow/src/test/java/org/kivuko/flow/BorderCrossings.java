package org.kivuko.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Real monthly figures of one land border post, 1996 to 2021 in 12 measures, of which five are ever above nothing. */
public final class BorderCrossings {
    public static final String PEDESTRIANS = "Pedestrians";
    public static final String IN_CARS = "Personal Vehicle Passengers";
    public static final String IN_BUSES = "Bus Passengers";
    public static final String CARS = "Personal Vehicles";
    public static final String BUSES = "Buses";
    public static final List<String> MEASURES = List.of(PEDESTRIANS, IN_CARS, IN_BUSES, CARS, BUSES);

    /** Until then the post reported noughts. */
    public static final YearMonth FIRST = YearMonth.of(1997, 3);

    public static final YearMonth LAST = YearMonth.of(2021, 12);

    private static final Path FILE = Path.of("bts-border-crossing", "Border_Crossing_Entry_Data_awtotty_subset.csv");
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);

    private BorderCrossings() {}

    /** Per measure the months that are there; without the file of the property the test is skipped, in CI it fails. */
    public static Map<String, NavigableMap<YearMonth, Long>> read() {
        var file = Path.of(System.getProperty("kivuko.corpora", "")).resolve(FILE);
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            Assertions.assertThat(file)
                    .as("test data, named by -Dkivuko.corpora")
                    .exists();
        }
        Assumptions.assumeTrue(Files.exists(file), "no test data at -Dkivuko.corpora");
        var series = new TreeMap<String, NavigableMap<YearMonth, Long>>();
        try {
            Files.readAllLines(file).stream()
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .filter(row -> MEASURES.contains(row[5]))
                    .filter(row -> !YearMonth.parse(row[4], MONTH).isBefore(FIRST))
                    .forEach(row -> series.computeIfAbsent(row[5], measure -> new TreeMap<>())
                            .put(YearMonth.parse(row[4], MONTH), Long.parseLong(row[6])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return series;
    }
}
