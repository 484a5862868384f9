package org.kivuko.exchange.format.sdmx;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.kivuko.exchange.format.sdmx.SdmxColumn.Role;
import org.kivuko.exchange.format.sdmx.SdmxTable.Row;
import org.kivuko.model.Code;

/** The figures of a report from the rows of its table, and in which row each of them stands. For one table. */
final class SdmxFigures {
    /** Who is told what is wrong. */
    interface Faults {
        void add(String pointer, Code code, String detail);
    }

    private static final String MISSING = "NaN";
    private static final String CELLS = "cells";
    private static final String VEHICLES = "vehicles";
    private static final String REFUSALS = "refusals";
    private static final Pattern WHOLE = Pattern.compile("0|[1-9]\\d{0,15}");
    private static final Pattern ELEMENT = Pattern.compile("/data/(cells|vehicles|refusals)/(\\d+)(?:/(\\w+))?");

    private final SdmxHead head;
    private final ObjectNode data;
    private final Faults faults;

    /** By the list of the event the rows that became its elements. */
    private final Map<String, List<Row>> elements =
            Map.of(CELLS, new ArrayList<>(), VEHICLES, new ArrayList<>(), REFUSALS, new ArrayList<>());

    /** A list is there where its column is, whether a row fills it or not. */
    SdmxFigures(SdmxHead head, ObjectNode data, Faults faults) {
        this.head = head;
        this.data = data;
        this.faults = faults;
        var dimensions = data.putArray("dimensions");
        head.ordered(Role.DIMENSION).forEach(column -> dimensions.add(column.member()));
        data.putArray(CELLS);
        if (head.has(SdmxColumn.VEHICLE)) {
            data.putArray(VEHICLES);
        }
        if (head.has(SdmxColumn.REFUSAL)) {
            data.putArray(REFUSALS);
        }
    }

    /** What is no whole number stays a text, and is refused for that. */
    static void whole(ObjectNode into, String member, String text) {
        if (WHOLE.matcher(text).matches()) {
            into.put(member, Long.parseLong(text));
        } else {
            into.put(member, text);
        }
    }

    /** A report without a figure has one row that says the rest. */
    boolean isBare(Row row) {
        return head.ordered(Role.DIMENSION).stream()
                        .allMatch(column -> head.applicable(row, column).isEmpty())
                && head.ordered(Role.OBSERVATION).stream()
                        .allMatch(column -> head.applicable(row, column).isEmpty());
    }

    void take(Row row) {
        Optional<String> vehicle = head.applicable(row, SdmxColumn.VEHICLE);
        Optional<String> refusal = head.applicable(row, SdmxColumn.REFUSAL);
        if (vehicle.isEmpty() && refusal.isEmpty()) {
            cell(row);
            return;
        }
        SdmxColumn of = vehicle.isPresent() ? SdmxColumn.VEHICLE : SdmxColumn.REFUSAL;
        String list = vehicle.isPresent() ? VEHICLES : REFUSALS;
        ObjectNode count = element(list, row);
        count.put(of.member(), vehicle.or(() -> refusal).orElseThrow());
        head.value(row, SdmxColumn.OBS_VALUE).ifPresent(text -> whole(count, SdmxColumn.OBS_VALUE.member(), text));
        var foreign = new ArrayList<>(head.ordered(Role.DIMENSION));
        foreign.addAll(List.of(SdmxColumn.OBS_STATUS, SdmxColumn.CONF_STATUS));
        foreign.add(of == SdmxColumn.VEHICLE ? SdmxColumn.REFUSAL : SdmxColumn.VEHICLE);
        for (SdmxColumn column : foreign) {
            if (head.applicable(row, column).isPresent()) {
                String place = "/data/" + list + "/" + (elements.get(list).size() - 1);
                String detail = "expected nothing, or _Z, beside a count of " + list;
                faults.add(place, Code.SCHEMA_VIOLATION, detail + head.place(row, column));
            }
        }
    }

    private void cell(Row row) {
        ObjectNode cell = element(CELLS, row);
        for (SdmxColumn column : head.ordered(Role.DIMENSION)) {
            head.applicable(row, column).ifPresent(text -> cell.put(column.member(), text));
        }
        for (SdmxColumn column : List.of(SdmxColumn.OBS_STATUS, SdmxColumn.CONF_STATUS)) {
            head.value(row, column).ifPresent(text -> cell.put(column.member(), text));
        }
        String count = SdmxColumn.OBS_VALUE.member();
        head.value(row, SdmxColumn.OBS_VALUE)
                .filter(text -> !text.equals(MISSING))
                .ifPresentOrElse(text -> whole(cell, count, text), () -> cell.putNull(count));
    }

    private ObjectNode element(String list, Row row) {
        elements.get(list).add(row);
        return data.withArray(list).addObject();
    }

    /** Where a figure of the event, or a member of one, stands in the table. */
    Optional<String> place(String pointer) {
        Matcher element = ELEMENT.matcher(pointer);
        if (!element.matches()) {
            return Optional.empty();
        }
        Row row = elements.get(element.group(1)).get(Integer.parseInt(element.group(2)));
        return Optional.ofNullable(element.group(3))
                .flatMap(SdmxFigures::member)
                .map(column -> head.place(row, column))
                .or(() -> Optional.of(SdmxPlace.line(row.line())));
    }

    private static Optional<SdmxColumn> member(String name) {
        return SdmxColumn.dimension(name).or(() -> SdmxColumn.all(Role.OBSERVATION).stream()
                .filter(column -> column.place().equals(name))
                .findFirst());
    }
}
