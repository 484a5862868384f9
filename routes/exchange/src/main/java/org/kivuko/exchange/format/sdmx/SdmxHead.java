package org.kivuko.exchange.format.sdmx;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.model.SheetText;

/** Which column stands where. Nothing in a cell means that it says nothing. */
final class SdmxHead {
    private final Map<SdmxColumn, Integer> places = new EnumMap<>(SdmxColumn.class);
    private final List<SdmxColumn> order = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    SdmxHead(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            take(names.get(i), i);
        }
        boolean second = places.containsKey(SdmxColumn.STRUCTURE) && places.containsKey(SdmxColumn.STRUCTURE_ID);
        if (second == places.containsKey(SdmxColumn.DATAFLOW)) {
            faults.add("expected either STRUCTURE and STRUCTURE_ID or DATAFLOW, line 1");
        }
        if (!places.containsKey(SdmxColumn.OBS_VALUE)) {
            faults.add("expected a column OBS_VALUE, line 1");
        }
    }

    /** Says nothing of names: whoever mistakes a row for the head would find its values in a log. */
    private void take(String name, int place) {
        Optional<SdmxColumn> column = SdmxColumn.taken(name);
        if (column.isEmpty()) {
            faults.add("this structure has no such column" + SdmxPlace.at(1, place));
        } else if (places.putIfAbsent(column.get(), place) != null) {
            faults.add("the column stands twice" + SdmxPlace.at(1, place));
        } else {
            order.add(column.get());
        }
    }

    /** What is wrong with it. */
    List<String> faults() {
        return faults;
    }

    boolean has(SdmxColumn column) {
        return places.containsKey(column);
    }

    /** Of these the ones that are there, as they stand. */
    List<SdmxColumn> ordered(SdmxColumn.Role role) {
        return order.stream().filter(column -> column.is(role)).toList();
    }

    /** What stands in a cell; empty where nothing does, or where the column is missing. */
    Optional<String> value(SdmxTable.Row row, SdmxColumn column) {
        return Optional.ofNullable(places.get(column))
                .map(place -> row.values().get(place))
                .filter(text -> !text.isEmpty())
                .map(SheetText::unmarked);
    }

    /** The same of dimensions, which may say that they do not apply. */
    Optional<String> applicable(SdmxTable.Row row, SdmxColumn column) {
        return value(row, column).filter(text -> !text.equals(SdmxColumn.NOT_APPLICABLE));
    }

    /** Where it stands, to be put behind a fault. */
    String place(SdmxTable.Row row, SdmxColumn column) {
        return has(column) ? SdmxPlace.at(row.line(), places.get(column)) + " (" + column + ")" : missing(column);
    }

    /** Where it would have to stand. */
    static String missing(SdmxColumn column) {
        return ", column " + column;
    }
}
