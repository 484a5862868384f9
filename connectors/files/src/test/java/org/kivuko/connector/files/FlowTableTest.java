package org.kivuko.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.model.AgencyId;

class FlowTableTest {
    static final String MAP =
            """
            columns: {place: Port, period: Date, measure: Measure, value: Value}
            periods: [MMM uuuu, M/d/uuuu]
            frequency: M
            direction: ENTRY
            method: REGISTER
            to: UGA
            dimensions: [transport]
            places:
              East: {post: KEN-BUSIA}
              West: {post: KEN-MALABA, direction: EXIT}
            measures:
              Pedestrians: {cell: {transport: P}}
              Bus Passengers: {cell: {transport: "3"}}
              Car Passengers: {cell: {transport: "3"}}
              Buses: {vehicle: bus}
            """;
    private static final AgencyId REPORTER = AgencyId.of("KEN.DIS");

    @Test
    void addsUpPerPostDirectionAndPeriodAndAccountsForEveryRow() throws IOException {
        // Given
        String csv =
                """
                Port,Date,Measure,Value
                East,Dec 2021,Pedestrians,10
                East,12/1/2021,Pedestrians,5
                East,Dec 2021,Bus Passengers,7
                East,Dec 2021,Car Passengers,"1,000"
                East,Dec 2021,Buses,3
                West,Nov 2021,Pedestrians,1
                North,Nov 2021,Pedestrians,1
                North,Nov 2021,Buses,1
                West,Nov 2021,Camels,1
                West,soon,Pedestrians,1
                West,Nov 2021,Pedestrians,many
                """;

        // When
        FlowTable.Outcome outcome = new FlowTable(FlowMap.read(MAP), REPORTER).read(new StringReader(csv));

        // Then
        assertThat(outcome.rows()).isEqualTo(11);
        assertThat(outcome.mappedRows()).isEqualTo(6);
        assertThat(outcome.leftOut())
                .containsEntry("place not in the map: North", 2L)
                .containsEntry("measure not in the map: Camels", 1L)
                .containsEntry("line 10: the period fits no pattern", 1L)
                .containsEntry("line 11: the value is no count", 1L);
        assertThat(outcome.reports()).hasSize(2);
        JsonNode east = outcome.reports().get(1).get("data");
        assertThat(east.get("post").asText()).isEqualTo("KEN-BUSIA");
        assertThat(east.get("periodEnd").asText()).isEqualTo("2022-01-01");
        assertThat(east.get("cells").toString())
                .isEqualTo("[{\"transport\":\"P\",\"count\":15},{\"transport\":\"3\",\"count\":1007}]");
        assertThat(east.get("vehicles").toString()).isEqualTo("[{\"type\":\"bus\",\"count\":3}]");
        assertThat(outcome.reports().get(0).get("data").get("direction").asText())
                .isEqualTo("EXIT");
    }

    @Test
    void readsTheSameTableIntoTheSameMessagesTwice() throws IOException {
        // Given
        String csv = "Port,Date,Measure,Value\nEast,Dec 2021,Pedestrians,10\n";
        var table = new FlowTable(FlowMap.read(MAP), REPORTER);

        // When
        FlowTable.Outcome first = table.read(new StringReader(csv));
        FlowTable.Outcome second = table.read(new StringReader(csv));

        // Then
        assertThat(second.reports()).isEqualTo(first.reports());
    }

    @Test
    void refusesAMapThatLeavesADimensionOpen() {
        // Given
        String map = MAP.replace("Pedestrians: {cell: {transport: P}}", "Pedestrians: {cell: {sex: F}}");

        // When, Then
        assertThatThrownBy(() -> FlowMap.read(map))
                .isInstanceOf(BadFlowMap.class)
                .hasMessageContaining("measures.Pedestrians.cell");
    }

    @Test
    void refusesAMapWithAWordItDoesNotKnow() {
        assertThatThrownBy(() -> FlowMap.read(MAP + "colour: red\n"))
                .isInstanceOf(BadFlowMap.class)
                .hasMessageContaining("colour");
    }

    static Stream<Arguments> hostileMaps() {
        String bomb = "x0: &a0 [a, a]\n"
                + IntStream.rangeClosed(1, 30)
                        .mapToObj(i -> "x" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n")
                        .collect(Collectors.joining());
        return Stream.of(
                Arguments.of("a bomb of aliases", bomb + MAP),
                Arguments.of("nesting", MAP + "more: " + "[".repeat(20_000)),
                Arguments.of("size", MAP + "# " + "x".repeat(1 << 20)),
                Arguments.of("a tag", MAP.replace("to: UGA", "to: !!javax.script.ScriptEngineManager [a]")),
                Arguments.of("a key twice", MAP + "to: UGA\n"),
                Arguments.of("a pattern that is none", MAP.replace("MMM uuuu", "'[[b")),
                Arguments.of("a place without a post", MAP.replace("{post: KEN-BUSIA}", "~")),
                Arguments.of("a measure of nothing", MAP.replace("{vehicle: bus}", "~")),
                Arguments.of("nothing", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hostileMaps")
    void refusesAMapThatMeansHarm(String what, String map) {
        assertThatThrownBy(() -> FlowMap.read(map)).isInstanceOf(BadFlowMap.class);
    }

    @Test
    void refusesATableWithoutTheColumnsOfTheMap() {
        var table = new FlowTable(FlowMap.read(MAP), REPORTER);
        assertThatThrownBy(() -> table.read(new StringReader("Port,Date,Measure\nEast,Dec 2021,Pedestrians\n")))
                .isInstanceOf(BadFlowMap.class)
                .hasMessageContaining("Value");
    }
}
