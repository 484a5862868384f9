package org.kivuko.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The {@code data} of a flow report: counts at one post, in one direction and period, by one reporter. */
public record FlowReport(
        String reportId,
        int revision,
        OptionalInt replaces,
        AgencyId reporter,
        String post,
        Direction direction,
        LocalDate periodStart,
        LocalDate periodEnd,
        String frequency,
        String method,
        OptionalInt hoursCovered,
        List<String> dimensions,
        List<Cell> cells,
        List<VehicleCount> vehicles,
        List<RefusalCount> refusals,
        Optional<String> note)
        implements Payload {

    public FlowReport {
        dimensions = List.copyOf(dimensions);
        cells = List.copyOf(cells);
        vehicles = List.copyOf(vehicles);
        refusals = List.copyOf(refusals);
    }

    /** One count with its dimensions; {@code count} is empty where the member is null (suppressed or missing). */
    public record Cell(
            Optional<String> nationality,
            Optional<String> sex,
            Optional<String> ageBand,
            Optional<String> category,
            Optional<String> transport,
            Optional<String> purpose,
            OptionalLong count,
            Optional<String> obsStatus,
            Optional<String> confStatus) {}

    public record VehicleCount(String type, long count) {}

    public record RefusalCount(String reason, long count) {}

    @Override
    public String toString() {
        return "FlowReport[" + reportId + " revision " + revision + "]";
    }
}
