package org.kivuko.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Whether the figures of a flow report fit together. */
final class FlowChecks {
    /** Where on earth a day begins first: before that it lies in the future everywhere. */
    private static final ZoneOffset EARLIEST = ZoneOffset.ofHours(14);

    private static final Map<String, Function<FlowReport.Cell, Optional<String>>> DIMENSIONS = Map.of(
            "nationality", FlowReport.Cell::nationality,
            "sex", FlowReport.Cell::sex,
            "ageBand", FlowReport.Cell::ageBand,
            "category", FlowReport.Cell::category,
            "transport", FlowReport.Cell::transport,
            "purpose", FlowReport.Cell::purpose);

    private static final Set<String> NO_STATE = Set.of(FlowTotals.TOTAL, "_O");

    private FlowChecks() {}

    static void check(FlowReport report, Instant now, Place data, Faults faults) {
        if (!report.periodEnd().isAfter(report.periodStart())) {
            faults.add(
                    data.at("periodEnd"), Code.FLOW_03, "expected a day after periodStart, which it does not include");
        }
        if (report.periodStart().isAfter(LocalDate.ofInstant(now, EARLIEST))) {
            faults.add(data.at("periodStart"), Code.FLOW_04, "expected a day that has begun");
        }
        if (report.replaces().isPresent() && report.replaces().getAsInt() >= report.revision()) {
            faults.add(data.at("replaces"), Code.FLOW_05, "expected a revision before this one");
        }
        cells(report, data.at("cells"), faults);
    }

    private static void cells(FlowReport report, Place cells, Faults faults) {
        FlowTotals totals = new FlowTotals(report.dimensions());
        Set<List<String>> keys = new HashSet<>();
        boolean sound = true;
        for (int i = 0; i < report.cells().size(); i++) {
            FlowReport.Cell cell = report.cells().get(i);
            Place place = cells.at(i);
            nationality(cell, place, faults);
            int before = faults.size();
            List<String> key = key(cell, report.dimensions(), place, faults);
            if (faults.size() == before && !keys.add(key)) {
                faults.add(place, Code.FLOW_01, "another cell has the same dimensions");
            }
            sound &= faults.size() == before;
            totals.add(key, cell.count());
        }
        if (sound) {
            totals.check(cells, faults);
        }
    }

    private static void nationality(FlowReport.Cell cell, Place place, Faults faults) {
        boolean known = cell.nationality()
                .filter(code -> !NO_STATE.contains(code) && !StateCodes.knows(code))
                .isEmpty();
        if (!known) {
            faults.add(
                    place.at("nationality"), Code.MRZ_02, "expected a code of ISO 3166-1 alpha-3 or ICAO Doc 9303-3");
        }
    }

    private static List<String> key(FlowReport.Cell cell, List<String> dimensions, Place place, Faults faults) {
        List<String> key = new ArrayList<>(dimensions.size());
        for (String dimension : dimensions) {
            Optional<String> value = DIMENSIONS.get(dimension).apply(cell);
            if (value.isEmpty()) {
                faults.add(place.at(dimension), Code.FLOW_06, "every cell needs each dimension of the report");
            }
            key.add(value.orElse(""));
        }
        DIMENSIONS.forEach((dimension, value) -> {
            if (!dimensions.contains(dimension) && value.apply(cell).isPresent()) {
                faults.add(place.at(dimension), Code.FLOW_06, "dimensions does not name this member");
            }
        });
        return key;
    }
}
