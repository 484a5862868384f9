package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.format.sdmx.SdmxWriter;
import org.kivuko.model.MessageJson;

/**
 * The structure of flow reports (SDMX-JSON 2.0) is the one of the tables that are written: no column and no value that it does not know,
 * and the codes of the schemas.
 *
 * <p>Seen to fail with each of these planted: another code in the place of one that tables have, and another file served.
 */
class FlowStructureTest {
    private static final Path SCHEMAS =
            Path.of(System.getProperty("kivuko.root", "../..")).resolve("config/schemas");
    /** Of SDMX-CSV itself. */
    private static final Set<String> OF_THE_FORM = Set.of("STRUCTURE", "STRUCTURE_ID", "ACTION");

    private static final Pattern PERIOD =
            Pattern.compile("\\d{4}-\\d{2}(-\\d{2})?|\\d{4}-W\\d{2}|\\d{4}-\\d{2}-\\d{2}/P\\d+D");

    private final JsonNode structure = read(SCHEMAS.resolve("sdmx/flow-report.json"));
    private final Map<String, JsonNode> components = new TreeMap<>();

    FlowStructureTest() {
        JsonNode parts = structure.at("/data/dataStructures/0/dataStructureComponents");
        parts.at("/dimensionList/dimensions").forEach(this::add);
        add(parts.at("/dimensionList/timeDimension"));
        parts.at("/attributeList/attributes").forEach(this::add);
        parts.at("/measureList/measures").forEach(this::add);
    }

    private void add(JsonNode component) {
        assertThat(components.put(component.path("id").asText(), component)).isNull();
    }

    private static JsonNode read(Path file) {
        try {
            return MessageJson.tree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itIsServedBesideTheSchemas() throws IOException {
        try (var door = new TestDoor()) {
            door.open();
            var answer = door.send(door.to("/schemas/sdmx/flow-report.json").GET());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(Files.readString(SCHEMAS.resolve("sdmx/flow-report.json")));
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        }
    }

    /** What is shipped as examples, and one report and its delivery with everything that a report can say. */
    private static List<ObjectNode> reports() throws IOException {
        var reports = new ArrayList<ObjectNode>();
        try (Stream<Path> examples = Files.list(SCHEMAS.resolve("examples"))) {
            examples.filter(file -> file.getFileName().toString().matches("(delivered-)?flow-report-.*\\.json"))
                    .forEach(file -> reports.add((ObjectNode) read(file)));
        }
        assertThat(reports).hasSize(6);
        reports.add((ObjectNode) MessageJson.tree(
                """
                {"specversion":"1.0","id":"f-1","source":"/agencies/KEN.DIS","type":"kivuko.flow-report.v1",
                 "time":"2026-11-01T00:00:00Z","to":"UGA","purpose":"statistics","status":"exercise","post":"KEN-BUSIA",
                 "handling":"H1","expires":"2027-01-01T00:00:00+03:00","agreement":"KEN-UGA.osbp@3","onward":"prohibited",
                 "retainuntil":"2027-01-01T00:00:00Z","ackby":"2026-11-02T00:00:00Z",
                 "data":{"reportId":"r-1","revision":2,"replaces":1,"reporter":"KEN.DIS","post":"KEN-BUSIA",
                  "direction":"EXIT","periodStart":"2026-10-05","periodEnd":"2026-10-25","frequency":"M","method":"ESTIMATE",
                  "hoursCovered":24,"dimensions":["nationality","sex","ageBand","category","transport","purpose"],
                  "cells":[
                   {"nationality":"_O","sex":"_T","ageBand":"_U","category":"_T","transport":"_T","purpose":"_T","count":9007199254740991},
                   {"nationality":"D","sex":"X","ageBand":"Y_GE60","category":"PROTECTION","transport":"A","purpose":"FOOD_INSECURITY",
                    "count":null,"obsStatus":"M"},
                   {"nationality":"XXB","sex":"F","ageBand":"Y0T4","category":"TRADER","transport":"0","purpose":"OTHER","count":0,
                    "confStatus":"D"}],
                  "vehicles":[{"type":"ANIMAL","count":3},{"type":"truck","count":4}],
                  "refusals":[{"reason":"art.4_b:2","count":1}],"note":"one, \\"two\\""}}
                """
                        .getBytes(StandardCharsets.UTF_8)));
        return reports;
    }

    @Test
    void everyColumnAndValueOfATableIsInItAndEveryComponentInSomeTable() throws IOException {
        var seen = new HashSet<String>();
        for (ObjectNode report : reports()) {
            String table = new String(SdmxWriter.write(report), StandardCharsets.UTF_8);
            try (CSVParser rows = CSVParser.parse(
                    table, CSVFormat.RFC4180.builder().setHeader().get())) {
                for (CSVRecord row : rows) {
                    row.toMap().forEach((column, value) -> {
                        seen.add(column);
                        check(column, value);
                    });
                    assertThat(row.get("STRUCTURE_ID")).isEqualTo(flow());
                }
            }
        }
        assertThat(seen).containsAll(components.keySet());
    }

    private String flow() {
        JsonNode flow = structure.at("/data/dataflows/0");
        return flow.path("agencyID").asText() + ":" + flow.path("id").asText() + "("
                + flow.path("version").asText() + ")";
    }

    private void check(String column, String value) {
        if (OF_THE_FORM.contains(column)) {
            return;
        }
        assertThat(components).containsKey(column);
        JsonNode form = components.get(column).path("localRepresentation");
        if (value.isEmpty()) {
            // Said of another row, or of none.
            return;
        }
        if (form.has("enumeration")) {
            assertThat(codes(form.path("enumeration").asText())).as(column).contains(value);
            return;
        }
        switch (form.at("/format/dataType").asText()) {
            case "String" ->
                assertThat(value).as(column).matches(form.at("/format/pattern").asText("(?s).*"));
            case "ObservationalTimePeriod" -> assertThat(value).matches(PERIOD);
            case "Integer", "Long" ->
                assertThat(Long.parseLong(value))
                        .as(column)
                        .isBetween(
                                form.at("/format/minValue").longValue(),
                                form.at("/format/maxValue").longValue());
            default -> throw new AssertionError(column + " has no form");
        }
    }

    private List<String> codes(String urn) {
        for (JsonNode list : structure.at("/data/codelists")) {
            if (urn.endsWith("=KIVUKO:" + list.path("id").asText() + "(1.0.0)")) {
                return list.path("codes").findValuesAsText("id");
            }
        }
        throw new AssertionError("no list " + urn);
    }

    @Test
    void itsCodesAreThoseOfTheSchemas() {
        JsonNode common = read(SCHEMAS.resolve("common.v1.json")).path("$defs");
        Map.ofEntries(
                        Map.entry("FREQ", "frequency"),
                        Map.entry("DIRECTION", "direction"),
                        Map.entry("SEX", "cellSex"),
                        Map.entry("AGE", "ageBand"),
                        Map.entry("CATEGORY", "cellCategory"),
                        Map.entry("PURPOSE", "cellPurpose"),
                        Map.entry("VEHICLE", "vehicleType"),
                        Map.entry("OBS_STATUS", "obsStatus"),
                        Map.entry("CONF_STATUS", "confStatus"),
                        Map.entry("METHOD", "method"),
                        Map.entry("MSG_PURPOSE", "purpose"),
                        Map.entry("MSG_STATUS", "status"),
                        Map.entry("MSG_HANDLING", "handling"))
                .forEach((column, definition) -> {
                    var codes = new ArrayList<>(codes(components
                            .get(column)
                            .at("/localRepresentation/enumeration")
                            .asText()));
                    codes.remove("_Z");
                    var known = new ArrayList<String>();
                    common.path(definition).path("enum").forEach(code -> known.add(code.asText()));
                    assertThat(codes).as(column).isEqualTo(known);
                });
        String transport = common.path("cellTransport").path("pattern").asText();
        assertThat(codes(components
                        .get("TRANSPORT")
                        .at("/localRepresentation/enumeration")
                        .asText()))
                .hasSize(14)
                .filteredOn(code -> !code.equals("_Z"))
                .allMatch(code -> code.matches(transport));
    }

    /** Whoever follows a name in it finds what it names. */
    @Test
    void everyNameInItLeadsSomewhere() {
        List<String> concepts = structure.at("/data/conceptSchemes/0/concepts").findValuesAsText("id");
        components.forEach((id, component) -> assertThat(
                        component.path("conceptIdentity").asText())
                .isEqualTo("urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept=KIVUKO:FLOW_CONCEPTS(1.0.0)." + id));
        assertThat(concepts).containsExactlyInAnyOrderElementsOf(components.keySet());
        assertThat(structure.at("/data/dataflows/0/structure").asText())
                .isEqualTo("urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=" + flow());
        assertThat(LocalDate.parse(structure.at("/meta/prepared").asText().substring(0, 10)))
                .isNotNull();
    }
}
