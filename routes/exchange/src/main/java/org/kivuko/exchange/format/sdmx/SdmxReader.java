package org.kivuko.exchange.format.sdmx;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.exchange.format.sdmx.SdmxColumn.Role;
import org.kivuko.exchange.format.sdmx.SdmxTable.Row;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageType;
import org.kivuko.model.Reading;

/**
 * Flow reports from SDMX-CSV 2.0 and 1.0: one table is one report, and what mixes several is refused. Every fault says where
 * in the event and where in the table. For one table.
 */
public final class SdmxReader {
    /** What may be stated beside a table, where it does not say it itself. */
    public static final Set<String> NAMES =
            Set.of("id", "time", "to", "purpose", "status", "handling", "expires", SdmxReader.ROWS);

    static final String DATAFLOW = "dataflow";

    /** With three numbers for SDMX 3, with two for SDMX 2.1. */
    static final String STRUCTURE_ID = "KIVUKO:FLOW_REPORT(1.0.0)";

    private static final String SHORT_ID = "KIVUKO:FLOW_REPORT(1.0)";
    private static final String ROWS = "rows";
    static final String INFORMATION = "I";
    private static final int MOST_FAULTS = 500;

    private final SdmxTable table;
    private final SdmxHead head;
    private final Map<String, String> stated;
    private final List<Fault> faults = new ArrayList<>();
    private final ObjectNode event = JsonNodeFactory.instance.objectNode();
    private final ObjectNode data = event.putObject("data");

    /** What is said once: where it was said first. */
    private final Map<SdmxColumn, Row> said = new EnumMap<>(SdmxColumn.class);

    private final SdmxFigures figures;

    private SdmxReader(SdmxTable table, Map<String, String> stated) {
        this.table = table;
        this.head = new SdmxHead(table.head().values());
        this.stated = stated;
        this.figures = new SdmxFigures(head, data, this::fault);
    }

    /** Whether bytes look like it. */
    public static boolean fits(byte[] body) {
        return SdmxTable.fits(body);
    }

    /** Reads a table into the message that its sender would have posted, with every fault at once. */
    public static Reading<Message> read(byte[] body, AgencyId source, Map<String, String> stated) {
        try {
            return new SdmxReader(SdmxTable.read(body), stated).message(source, body.length);
        } catch (SdmxTable.Unfit e) {
            return new Reading.Refused<>(List.of(new Fault("", e.code(), e.getMessage())));
        }
    }

    private Reading<Message> message(AgencyId source, int sizeBytes) {
        head.faults().forEach(detail -> fault("", Code.SDMX_01, detail));
        if (faults.isEmpty()) {
            table.rows().forEach(this::form);
        }
        if (!faults.isEmpty()) {
            return new Reading.Refused<>(faults);
        }
        SdmxColumn.all(Role.REPORT).forEach(this::inEachRow);
        SdmxColumn.all(Role.ONCE).forEach(this::once);
        observations();
        attributes(source);
        Reading<Message> reading = MessageJson.read(event, sizeBytes, faults);
        return reading instanceof Reading.Refused<Message> refused
                ? new Reading.Refused<>(
                        refused.faults().stream().map(this::placed).toList())
                : reading;
    }

    private void fault(String pointer, Code code, String detail) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(pointer, code, detail));
        }
    }

    /** Whether a row has the columns of the head, and is of the structure that is taken. */
    private void form(Row row) {
        if (row.values().size() != table.head().values().size()) {
            String detail = "expected as many values as the first line has names";
            fault("", Code.SDMX_01, detail + SdmxPlace.line(row.line()));
            return;
        }
        boolean dataflow = !head.has(SdmxColumn.STRUCTURE)
                || head.value(row, SdmxColumn.STRUCTURE).equals(Optional.of(DATAFLOW));
        if (!dataflow) {
            fault("", Code.SDMX_01, "expected " + DATAFLOW + head.place(row, SdmxColumn.STRUCTURE));
        }
        SdmxColumn id = head.has(SdmxColumn.DATAFLOW) ? SdmxColumn.DATAFLOW : SdmxColumn.STRUCTURE_ID;
        if (head.value(row, id)
                .filter(text -> text.equals(STRUCTURE_ID) || text.equals(SHORT_ID))
                .isEmpty()) {
            fault("", Code.SDMX_01, "expected " + STRUCTURE_ID + head.place(row, id));
        }
        if (!head.value(row, SdmxColumn.ACTION).orElse(INFORMATION).equals(INFORMATION)) {
            fault("", Code.SDMX_03, "expected I (information)" + head.place(row, SdmxColumn.ACTION));
        }
    }

    private void inEachRow(SdmxColumn column) {
        table.rows().stream().findFirst().ifPresent(first -> {
            Optional<String> value = head.value(first, column);
            table.rows().stream()
                    .filter(row -> !head.value(row, column).equals(value))
                    .forEach(row -> other(row, column));
            value.ifPresent(text -> said.put(column, first));
            value.ifPresent(text -> put(column, text));
        });
    }

    private void once(SdmxColumn column) {
        Optional<String> value = Optional.empty();
        for (Row row : table.rows()) {
            Optional<String> here = head.value(row, column);
            if (value.isEmpty()) {
                here.ifPresent(text -> said.put(column, row));
                value = here;
            } else if (here.isPresent() && !here.equals(value)) {
                other(row, column);
            }
        }
        value.ifPresent(text -> put(column, text));
    }

    private void other(Row row, SdmxColumn column) {
        fault(column.place(), Code.SDMX_02, "expected the same as in the rows before" + head.place(row, column));
    }

    private void put(SdmxColumn column, String text) {
        switch (column) {
            case TIME_PERIOD -> period(text);
            case REVISION, REPLACES, HOURS_COVERED -> SdmxFigures.whole(data, column.member(), text);
            case ROWS -> {
                // held against the rows
            }
            default -> (column.place().startsWith("/data/") ? data : event).put(column.member(), text);
        }
    }

    private void period(String text) {
        SdmxPeriod.parse(text)
                .ifPresentOrElse(
                        period -> data.put("periodStart", period.start().toString())
                                .put("periodEnd", period.end().toString()),
                        () -> List.of("/data/periodStart", "/data/periodEnd")
                                .forEach(place ->
                                        fault(place, Code.SCHEMA_VIOLATION, "expected " + SdmxPeriod.EXPECTED)));
    }

    private void observations() {
        List<Row> rows = table.rows();
        boolean none =
                rows.size() == 1 && figures.isBare(rows.get(0)) && rowsSaid().equals(Optional.of("0"));
        if (!none) {
            rows.forEach(figures::take);
            complete();
        }
    }

    private Optional<String> rowsSaid() {
        return Optional.ofNullable(stated.get(ROWS)).or(() -> Optional.ofNullable(said.get(SdmxColumn.ROWS))
                .flatMap(row -> head.value(row, SdmxColumn.ROWS)));
    }

    /** A table that lost its end is a table, too: only the number of its rows tells. */
    private void complete() {
        if (!rowsSaid().equals(Optional.of(String.valueOf(table.rows().size())))) {
            fault(
                    "",
                    Code.SDMX_01,
                    "expected ROWS to be the number of rows, which is "
                            + table.rows().size());
        }
    }

    /** What the query states holds over the table; what neither says follows from the rest, never from the clock. */
    private void attributes(AgencyId source) {
        event.put("specversion", "1.0").put("source", source.source()).put("type", MessageType.FLOW_REPORT.code());
        stated.forEach((name, value) -> {
            if (!name.equals(ROWS)) {
                event.put(name, value);
                SdmxColumn.all(Role.ONCE).stream()
                        .filter(column -> column.place().equals("/" + name))
                        .forEach(said::remove);
            }
        });
        if (!data.has("reportId") && event.has("id")) {
            data.set("reportId", event.get("id"));
        }
        if (!event.has("time") && data.has("periodEnd")) {
            event.put("time", data.get("periodEnd").asText() + "T00:00:00Z");
        }
    }

    /** The fault with its place in the table, where it has none yet. */
    private Fault placed(Fault fault) {
        return fault.detail().contains(", line ")
                ? fault
                : new Fault(fault.pointer(), fault.code(), fault.detail() + place(fault.pointer()));
    }

    private String place(String pointer) {
        Optional<String> figure = figures.place(pointer);
        if (figure.isPresent()) {
            return figure.get();
        }
        String known = pointer.equals("/data/periodEnd") ? "/data/periodStart" : pointer;
        for (SdmxColumn column : SdmxColumn.values()) {
            if (!known.isEmpty() && column.place().equals(known) && !stated.containsKey(column.member())) {
                return said.containsKey(column) ? head.place(said.get(column), column) : SdmxHead.missing(column);
            }
        }
        return "";
    }
}
