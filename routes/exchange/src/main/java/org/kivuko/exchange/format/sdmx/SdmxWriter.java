package org.kivuko.exchange.format.sdmx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.kivuko.exchange.format.sdmx.SdmxColumn.Role;
import org.kivuko.model.AgencyId;
import org.kivuko.model.SheetText;

/**
 * A flow report as a table of SDMX-CSV 2.0: a row for each figure, and what is said of the whole in the first one. A delivery that
 * lost members has less in its cells. No cell is a formula to a spreadsheet. For one report.
 */
public final class SdmxWriter {
    private static final Map<String, SdmxColumn> COUNTS =
            Map.of("vehicles", SdmxColumn.VEHICLE, "refusals", SdmxColumn.REFUSAL);

    private final ObjectNode event;
    private final JsonNode data;
    private final Set<SdmxColumn> dimensions = new LinkedHashSet<>();
    private final int rows;

    private SdmxWriter(ObjectNode event) {
        this.event = event;
        this.data = event.path("data");
        data.path("dimensions")
                .forEach(member -> SdmxColumn.dimension(member.asText()).ifPresent(dimensions::add));
        data.path("cells").forEach(cell -> cell.fieldNames()
                .forEachRemaining(member -> SdmxColumn.dimension(member).ifPresent(dimensions::add)));
        rows = Stream.of("cells", "vehicles", "refusals")
                .mapToInt(list -> data.path(list).size())
                .sum();
    }

    /** UTF-8 without a byte order mark, lines end in CR and LF. */
    public static byte[] write(ObjectNode event) {
        return new SdmxWriter(event).table().getBytes(StandardCharsets.UTF_8);
    }

    private String table() {
        List<SdmxColumn> columns = columns();
        var text = new StringBuilder();
        try (var printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord(columns);
            List<Observation> all = observations();
            for (int i = 0; i < all.size(); i++) {
                for (SdmxColumn column : columns) {
                    printer.print(SheetText.marked(value(column, all.get(i), i == 0)));
                }
                printer.println();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // a StringBuilder takes everything
        }
        return text.toString();
    }

    /** A figure of one of the lists. */
    private record Observation(String list, JsonNode figure) {}

    private List<Observation> observations() {
        var all = new ArrayList<Observation>();
        for (String list : List.of("cells", "vehicles", "refusals")) {
            data.path(list).forEach(figure -> all.add(new Observation(list, figure)));
        }
        if (all.isEmpty()) {
            all.add(new Observation("", MissingNode.getInstance()));
        }
        return all;
    }

    /** Those that say something; the dimensions as the report orders them. */
    private List<SdmxColumn> columns() {
        Set<SdmxColumn> seldom = seldom();
        var columns = new ArrayList<SdmxColumn>();
        for (SdmxColumn column : SdmxColumn.values()) {
            if (column == SdmxColumn.NATIONALITY) {
                columns.addAll(dimensions);
            }
            if (column != SdmxColumn.DATAFLOW && !column.is(Role.DIMENSION) && !seldom.contains(column)) {
                columns.add(column);
            }
        }
        return columns;
    }

    private Set<SdmxColumn> seldom() {
        var empty = EnumSet.noneOf(SdmxColumn.class);
        COUNTS.forEach((list, column) -> {
            if (!data.has(list)) {
                empty.add(column);
            }
        });
        for (SdmxColumn column : SdmxColumn.values()) {
            boolean onceOrNever = column.is(Role.ONCE) || column.is(Role.DELIVERED);
            if (onceOrNever
                    && column != SdmxColumn.ROWS
                    && event.at(column.place()).isMissingNode()) {
                empty.add(column);
            }
        }
        for (SdmxColumn column : List.of(SdmxColumn.OBS_STATUS, SdmxColumn.CONF_STATUS)) {
            if (data.path("cells").findValue(column.member()) == null) {
                empty.add(column);
            }
        }
        return empty;
    }

    private String value(SdmxColumn column, Observation row, boolean first) {
        return switch (column) {
            case STRUCTURE -> SdmxReader.DATAFLOW;
            case STRUCTURE_ID -> SdmxReader.STRUCTURE_ID;
            case ACTION -> SdmxReader.INFORMATION;
            case REPORTER -> reporter();
            case TIME_PERIOD -> period();
            case ROWS -> first ? String.valueOf(rows) : "";
            case VEHICLE, REFUSAL ->
                column == COUNTS.get(row.list()) ? text(row.figure().path(column.member())) : SdmxColumn.NOT_APPLICABLE;
            case OBS_VALUE, OBS_STATUS, CONF_STATUS -> text(row.figure().path(column.member()));
            default -> column.is(Role.DIMENSION) ? dimension(column, row) : ofReport(column, first);
        };
    }

    private String ofReport(SdmxColumn column, boolean first) {
        return first || column.is(Role.REPORT) ? text(event.at(column.place())) : "";
    }

    private static String dimension(SdmxColumn column, Observation row) {
        return row.figure().has(column.member()) ? text(row.figure().path(column.member())) : SdmxColumn.NOT_APPLICABLE;
    }

    /** Who sent it stays known where the agreement keeps no reporter. */
    private String reporter() {
        String reporter = text(data.path("reporter"));
        return reporter.isEmpty()
                ? AgencyId.parseSource(event.path("source").asText())
                        .map(AgencyId::toString)
                        .orElse("")
                : reporter;
    }

    private String period() {
        String start = text(data.path("periodStart"));
        String end = text(data.path("periodEnd"));
        return start.isEmpty() || end.isEmpty()
                ? start
                : new SdmxPeriod(LocalDate.parse(start), LocalDate.parse(end)).toString();
    }

    /** JSON writes 12 also as 12.0. */
    private static String text(JsonNode value) {
        return value.isNumber() ? String.valueOf(value.longValue()) : value.isTextual() ? value.textValue() : "";
    }
}
