package org.kivuko.testkit.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.format.Format;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;
import org.kivuko.model.StateCodes;
import org.kivuko.testkit.Corpora;

/** Whatever report is written as a table comes back as the same event: made up by a seed, and of figures that somebody published. */
class SdmxLawTest {
    private static final Format TABLE =
            Formats.of("application/vnd.sdmx.data+csv").orElseThrow();
    private static final AgencyId SENDER = AgencyId.of("KEN.DIS");
    private static final Map<String, List<String>> VALUES = Map.of(
            "nationality", List.of("KEN", "UGA", "_T", "_O", "XXB", "D"),
            "sex", List.of("F", "M", "X", "_T"),
            "ageBand", List.of("Y0T4", "Y_GE60", "_U"),
            "category", List.of("TRADER", "BORDER_COMMUNITY", "_T"),
            "transport", List.of("3", "P", "_T"),
            "purpose", List.of("SEASONAL", "OTHER"));
    private static final List<String> PIECES = List.of(
            "=",
            "+",
            "-",
            "@",
            "'",
            "\"",
            "\"\"",
            ",",
            ";",
            "\n",
            "\r\n",
            "\r",
            "\t",
            " ",
            "_Z",
            "NaN",
            "\u00e9",
            "\ud83d\ude00",
            "a",
            "1",
            "\ufeff");

    /** Seen to fail with dimensions in the order of their names, and with an apostrophe that was not taken away. */
    @Test
    void whatWasWrittenIsReadAsTheSameEvent() {
        for (int seed = 0; seed < 1_000; seed++) {
            ObjectNode event = report(new Random(seed));
            assertThat(MessageJson.read(MessageJson.write(event)))
                    .as("seed %d", seed)
                    .isInstanceOf(Reading.Accepted.class);
            assertThat(canonical(TABLE.write(event))).as("seed %d", seed).isEqualTo(canonical(event));
        }
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private static ObjectNode report(Random random) {
        LocalDate start = LocalDate.of(2020, 1, 1).plusDays(random.nextInt(2_500));
        LocalDate end =
                switch (random.nextInt(4)) {
                    case 0 -> start.plusDays(1);
                    case 1 -> start.plusDays(7);
                    case 2 -> start.plusMonths(1);
                    default -> start.plusDays(1 + random.nextInt(400));
                };
        ObjectNode event = (ObjectNode) MessageJson.tree(("{\"specversion\":\"1.0\",\"source\":\"/agencies/KEN.DIS\","
                        + "\"type\":\"kivuko.flow-report.v1\",\"time\":\"2026-11-02T08:00:00+03:00\",\"data\":{}}")
                .getBytes(StandardCharsets.UTF_8));
        event.put("id", "-" + random.nextInt(1_000))
                .put("to", pick(random, List.of("*", "UGA UGA.DCIC", "UGA:customs")));
        event.put("purpose", "statistics");
        maybe(random, event, "status", "test");
        maybe(random, event, "post", "KEN-BUSIA");
        maybe(random, event, "handling", "H1");
        maybe(random, event, "expires", "2027-01-01T00:00:00Z");
        ObjectNode data = (ObjectNode) event.path("data");
        data.put("reportId", "r:" + random.nextInt())
                .put("revision", 1 + random.nextInt(9))
                .put("reporter", "KEN.DIS");
        data.put("post", "KEN-BUSIA").put("direction", pick(random, List.of("ENTRY", "EXIT")));
        data.put("periodStart", start.toString()).put("periodEnd", end.toString());
        data.put("frequency", pick(random, List.of("D", "W", "M")))
                .put("method", pick(random, List.of("COUNT", "SAMPLE")));
        if (random.nextBoolean()) {
            data.put("hoursCovered", random.nextInt(25)).put("replaces", 1);
        }
        var dimensions = new ArrayList<>(VALUES.keySet());
        Collections.sort(dimensions);
        Collections.shuffle(dimensions, random);
        List<String> used = dimensions.subList(0, random.nextInt(dimensions.size() + 1));
        used.forEach(data.putArray("dimensions")::add);
        cells(random, data.putArray("cells"), used);
        counts(random, data, "vehicles", "type", List.of("BUS", "train", "ANIMAL"));
        counts(random, data, "refusals", "reason", List.of("NO-DOCUMENT", "1", "a.b:c_d"));
        if (random.nextInt(3) > 0) {
            var note = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                note.append(pick(random, PIECES));
            }
            data.put("note", note.toString());
        }
        return event;
    }

    private static void maybe(Random random, ObjectNode into, String member, String value) {
        if (random.nextInt(3) == 0) {
            into.put(member, value);
        }
    }

    private static void cells(Random random, ArrayNode cells, List<String> dimensions) {
        for (int i = random.nextInt(6); i > 0; i--) {
            ObjectNode cell = cells.addObject();
            dimensions.forEach(dimension -> cell.put(dimension, pick(random, VALUES.get(dimension))));
            maybe(random, cell, "obsStatus", "A");
            switch (random.nextInt(4)) {
                case 0 -> cell.putNull("count").put("confStatus", "C");
                case 1 -> cell.put("count", (1L << 53) - 1);
                case 2 -> cell.put("count", 12.0);
                default -> cell.put("count", random.nextInt(5));
            }
        }
    }

    private static void counts(Random random, ObjectNode data, String list, String member, List<String> words) {
        if (random.nextBoolean()) {
            ArrayNode counts = data.putArray(list);
            for (int i = random.nextInt(3); i > 0; i--) {
                counts.addObject().put(member, pick(random, words)).put("count", random.nextInt(1_000));
            }
        }
    }

    /** The monthly nationality cells of land borders that an agency published: one report a month. */
    @Test
    void publishedFiguresComeBackAsTheyWere() {
        // Given
        var months = new TreeMap<String, Map<String, Long>>();
        new String(Corpora.bytes("iom-gdidata/frontex_land.csv"), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .forEach(cells -> months.computeIfAbsent(cells[3], month -> new TreeMap<>())
                        .merge(StateCodes.knows(cells[2]) ? cells[2] : "_O", Long.parseLong(cells[4]), Long::sum));
        long cells = 0;

        for (Map.Entry<String, Map<String, Long>> month : months.entrySet()) {
            // When
            ObjectNode event = report(new Random(1));
            ObjectNode data = (ObjectNode) event.path("data");
            LocalDate start = LocalDate.parse(month.getKey() + "-01");
            data.put("periodStart", start.toString())
                    .put("periodEnd", start.plusMonths(1).toString());
            data.putArray("dimensions").add("nationality");
            ArrayNode list = data.putArray("cells");
            month.getValue()
                    .forEach((nationality, count) ->
                            list.addObject().put("nationality", nationality).put("count", count));
            byte[] table = TABLE.write(event);

            // Then
            cells += month.getValue().size();
            assertThat(new String(table, StandardCharsets.UTF_8)).contains("," + month.getKey() + ",");
            assertThat(canonical(table)).as(month.getKey()).isEqualTo(canonical(event));
        }
        assertThat(cells).isGreaterThan(4_000);
    }

    private static String canonical(byte[] table) {
        Reading<Message> reading = TABLE.read(table, SENDER, Beside.nothing());
        assertThat(reading).as(new String(table, StandardCharsets.UTF_8)).isInstanceOf(Reading.Accepted.class);
        return canonical(((Reading.Accepted<Message>) reading).value().json());
    }

    private static String canonical(ObjectNode event) {
        return new String(MessageJson.canonical(event), StandardCharsets.UTF_8);
    }
}
