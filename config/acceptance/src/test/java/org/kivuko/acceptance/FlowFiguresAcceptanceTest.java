package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.testkit.Corpora;

/** A quarter of a century of real border crossings, from a statistics office's table to a recipient's inbox. */
@Tag("slow")
class FlowFiguresAcceptanceTest {
    private static final String YEARS = "Border_Crossing_Entry_Data_awtotty_subset.csv";
    private static final String PORTS = "Border_Crossing_Entry_Data_azinsh1988_sample.csv";

    /** The same meaning as the map's, written down again for the sums that this test makes by itself. */
    private static final Map<String, String> POSTS = Map.of(
            "San Ysidro", "KEN-BUSIA",
            "Buffalo-Niagara Falls", "KEN-MALABA",
            "Detroit", "KEN-MALABA",
            "Laredo", "KEN-MOYALE",
            "El Paso", "KEN-MOYALE",
            "Eagle Pass", "KEN-MOYALE");

    private static final Map<String, String> MEASURES = Map.of(
            "Pedestrians", "cell P",
            "Bus Passengers", "cell 3",
            "Personal Vehicle Passengers", "cell 3",
            "Train Passengers", "cell 2",
            "Buses", "vehicle BUS",
            "Personal Vehicles", "vehicle CAR",
            "Trucks", "vehicle TRUCK",
            "Trains", "vehicle TRAIN");

    private static TestHub hub;

    @BeforeAll
    static void start() {
        Corpora.path("bts-border-crossing");
        hub = TestHub.start(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    private static Said imported(String table) {
        return Said.by(
                hub,
                "import",
                "flows",
                Corpora.path("bts-border-crossing/" + table).toString(),
                "--as",
                "KEN.DIS",
                "--map",
                Path.of("src/test/resources/org/kivuko/acceptance/bts-to-kenya.yaml")
                        .toString());
    }

    private static List<String[]> rows(String table) throws IOException {
        return Files.readAllLines(Corpora.path("bts-border-crossing/" + table)).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
    }

    /** Sums per post and cell or vehicle, straight from the tables. */
    private static Map<String, Long> expected(List<String[]> rows) {
        var sums = new TreeMap<String, Long>();
        for (String[] row : rows) {
            if (isMapped(row)) {
                sums.merge(POSTS.get(row[0]) + " " + MEASURES.get(row[5]), Long.parseLong(row[6]), Long::sum);
            }
        }
        return sums;
    }

    private static boolean isMapped(String[] row) {
        return POSTS.containsKey(row[0]) && MEASURES.containsKey(row[5]);
    }

    private static Map<String, Long> received(List<JsonNode> reports) {
        var sums = new TreeMap<String, Long>();
        for (JsonNode report : reports) {
            JsonNode data = report.get("data");
            String post = data.get("post").asText();
            data.get("cells")
                    .forEach(cell -> sums.merge(
                            post + " cell " + cell.get("transport").asText(),
                            cell.get("count").asLong(),
                            Long::sum));
            data.path("vehicles")
                    .forEach(vehicle -> sums.merge(
                            post + " vehicle " + vehicle.get("type").asText(),
                            vehicle.get("count").asLong(),
                            Long::sum));
        }
        return sums;
    }

    private static Set<String> periods(List<String[]> rows) {
        var periods = new HashSet<String>();
        rows.stream()
                .filter(FlowFiguresAcceptanceTest::isMapped)
                .forEach(row -> periods.add(POSTS.get(row[0]) + row[4]));
        return periods;
    }

    @Test
    void theTotalsOfBothTablesComeOutRightAtARecipientAndNoRowIsForgotten() throws IOException {
        // Given
        List<String[]> years = rows(YEARS);
        List<String[]> ports = rows(PORTS);
        long leftOut = years.stream().filter(row -> !isMapped(row)).count();

        // When
        Said first = imported(YEARS);
        Said second = imported(PORTS);
        Said again = imported(PORTS);

        // Then
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out())
                .contains(years.size() + " rows, " + (years.size() - leftOut) + " of them in "
                        + periods(years).size() + " flow reports")
                .contains(leftOut + " rows left out")
                .contains("  247 measure not in the map: Truck Containers Loaded")
                .contains("  247 measure not in the map: Rail Containers Empty");
        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(second.out()).contains("  1 place not in the map: Hansboro");
        assertThat(again.out()).anyMatch(line -> line.contains("answered 200"));

        var messages = hub.desk("UGA.DCIC").fetchAll();
        for (String id : List.of("flow.KEN-BUSIA.ENTRY.M.2021-12-01", "flow.KEN-MALABA.ENTRY.M.2019-12-01")) {
            hub.desk("KEN.DIS").judged(id);
        }
        messages.addAll(hub.desk("UGA.DCIC").fetchAll());
        assertThat(messages).hasSize(periods(years).size() + periods(ports).size());
        Map<String, Long> sums = expected(years);
        expected(ports).forEach((key, count) -> sums.merge(key, count, Long::sum));
        assertThat(received(messages)).isEqualTo(sums);
        assertThat(sums.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(1_000_000_000L);
    }
}
