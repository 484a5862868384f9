package org.kivuko.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlowChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final ObjectNode event = Examples.tree("flow-report-day");
    private final ObjectNode data = (ObjectNode) event.get("data");

    @Test
    void totals_that_add_up_in_every_direction_are_taken() {
        // When
        cells(
                "nationality sex",
                "_T _T 10",
                "KEN _T 6",
                "UGA _T 4",
                "_T F 3",
                "_T M 7",
                "KEN F 2",
                "KEN M 4",
                "UGA F 1",
                "UGA M 3");

        // Then
        assertThat(faults()).isEmpty();
    }

    @Test
    void a_total_that_is_not_the_sum_of_its_cells_is_named() {
        // When
        cells("nationality sex", "_T _T 10", "KEN _T 6", "UGA _T 4", "_T F 3", "_T M 8");

        // Then
        assertThat(faults()).containsExactly("FLOW_02 /data/cells/0/count expected the sum of the cells over sex");
    }

    @Test
    void a_grand_total_is_compared_with_full_detail_where_nothing_lies_between() {
        // When
        cells("nationality sex", "_T _T 10", "KEN F 6", "UGA M 5");

        // Then
        assertThat(faults())
                .containsExactly("FLOW_02 /data/cells/0/count expected the sum of the cells over nationality and sex");
    }

    @Test
    void detail_for_some_values_alone_is_no_fault_beside_a_full_breakdown() {
        // When
        cells("nationality sex", "_T _T 10", "KEN _T 6", "UGA _T 4", "KEN F 2", "KEN M 4");

        // Then
        assertThat(faults()).isEmpty();
    }

    @Test
    void totals_without_detail_and_detail_without_totals_are_taken() {
        // When
        cells("nationality sex", "KEN _T 6", "UGA F 4");

        // Then
        assertThat(faults()).isEmpty();
    }

    @Test
    void a_hidden_part_excuses_what_is_missing_but_not_what_is_too_much() {
        // Given
        cells("nationality", "_T 10", "KEN 6", "UGA null");
        List<String> missing = faults();

        // When
        cells("nationality", "_T 10", "KEN 11", "UGA null");

        // Then
        assertThat(missing).isEmpty();
        assertThat(faults()).singleElement().asString().startsWith("FLOW_02");
    }

    @Test
    void a_hidden_total_is_not_compared() {
        // When
        cells("nationality", "_T null", "KEN 6");

        // Then
        assertThat(faults()).isEmpty();
    }

    @Test
    void a_cell_that_stands_twice_is_named() {
        // When
        cells("nationality", "KEN 6", "UGA 1", "KEN 6");

        // Then
        assertThat(faults()).singleElement().asString().startsWith("FLOW_01 /data/cells/2 ");
    }

    @Test
    void every_cell_has_the_dimensions_of_the_report_and_no_other() {
        // Given
        cells("nationality", "KEN 6");

        // When
        ((ObjectNode) data.at("/cells/0")).put("sex", "F").remove("nationality");

        // Then
        assertThat(faults())
                .extracting(fault -> fault.substring(0, 30))
                .containsExactlyInAnyOrder("FLOW_06 /data/cells/0/national", "FLOW_06 /data/cells/0/sex dime");
    }

    @Test
    void a_nationality_must_be_known() {
        // When
        cells("nationality", "ZZZ 6", "_O 1");

        // Then
        assertThat(faults()).singleElement().asString().startsWith("MRZ_02 /data/cells/0/nationality");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22, 2026-11-22, FLOW_03 /data/periodEnd",
        "2026-11-22, 2026-11-21, FLOW_03 /data/periodEnd",
        "2026-11-25, 2026-11-26, FLOW_04 /data/periodStart"
    })
    void a_period_has_begun_and_ends_after_it_begins(String start, String end, String fault) {
        // When
        data.put("periodStart", start).put("periodEnd", end);

        // Then
        assertThat(faults()).singleElement().asString().startsWith(fault);
    }

    @Test
    void a_revision_replaces_an_earlier_one() {
        // When
        data.put("revision", 2).put("replaces", 2);

        // Then
        assertThat(faults()).singleElement().asString().startsWith("FLOW_05 /data/replaces");
    }

    @Test
    void a_count_is_null_only_where_something_says_why() {
        // Given
        cells("nationality", "KEN null");

        // When
        ((ObjectNode) data.at("/cells/0")).remove("confStatus");

        // Then
        assertThat(faults()).singleElement().asString().startsWith("FLOW_07 /data/cells/0/count");
    }

    @Test
    void a_day_has_24_hours() {
        // When
        data.put("hoursCovered", 25);

        // Then
        assertThat(faults()).singleElement().asString().startsWith("FLOW_08 /data/hoursCovered");
    }

    /** Cells as words: a value per dimension, then the count; a count of null is marked as hidden. */
    private void cells(String dimensions, String... rows) {
        List<String> names = words(dimensions);
        ArrayNode list = data.putArray("dimensions");
        names.forEach(list::add);
        ArrayNode cells = data.putArray("cells");
        for (String row : rows) {
            List<String> values = words(row);
            ObjectNode cell = cells.addObject();
            for (int i = 0; i < names.size(); i++) {
                cell.put(names.get(i), values.get(i));
            }
            String count = values.get(names.size());
            if (count.equals("null")) {
                cell.putNull("count").put("confStatus", "C");
            } else {
                cell.put("count", Long.parseLong(count));
            }
        }
    }

    private static List<String> words(String text) {
        return Arrays.asList(text.split(" ", -1));
    }

    private List<String> faults() {
        Directory directory = MessageChecksTest.directory("UGA.DCIC", "KEN-MALABA/UGA-MALABA");
        Reading<Message> reading = MessageJson.read(MessageJson.write(event));
        List<Fault> faults = reading instanceof Reading.Refused<Message> refused
                ? refused.faults()
                : MessageChecks.check(Examples.accepted(reading), directory, NOW);
        return faults.stream()
                .map(fault -> fault.code() + " " + fault.pointer() + " " + fault.detail())
                .toList();
    }
}
