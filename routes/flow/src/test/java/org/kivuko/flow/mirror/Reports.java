package org.kivuko.flow.mirror;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.kivuko.flow.Rhythm;
import org.kivuko.flow.Span;
import org.kivuko.flow.Way;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Direction;
import org.kivuko.model.FlowReport;

/** Reports for tests: what is not said is a full register that came the day after. */
final class Reports {
    static final Way WAY = new Way("KEN-BUSIA/UGA-BUSIA", "KEN-BUSIA", "UGA-BUSIA");
    static final Duration DUE = Duration.ofDays(10);
    static final Terms MONTHLY = new Terms(Rhythm.MONTH, new Tolerance(0.05, 50), DUE, ZoneOffset.ofHours(3), 3, 2);

    private final Direction side;
    private final Span period;
    private final List<FlowReport.Cell> cells = new ArrayList<>();
    private final List<FlowReport.VehicleCount> vehicles = new ArrayList<>();
    private String agency;
    private String method = "REGISTER";
    private OptionalInt hours = OptionalInt.empty();
    private String status = "A";
    private int revision = 1;
    private Duration after = Duration.ofDays(1);
    private List<String> dimensions = List.of("transport");

    private Reports(Direction side, Span period) {
        this.side = side;
        this.period = period;
        this.agency = side == Direction.EXIT ? "KEN.DIS" : "UGA.DCIC";
    }

    static Reports exit(Span period) {
        return new Reports(Direction.EXIT, period);
    }

    static Reports entry(Span period) {
        return new Reports(Direction.ENTRY, period);
    }

    static Span month(int year, int month) {
        return Rhythm.MONTH.around(LocalDate.of(year, month, 1));
    }

    Reports by(String agency, String method) {
        this.agency = agency;
        this.method = method;
        return this;
    }

    Reports method(String method) {
        this.method = method;
        return this;
    }

    Reports hours(int hours) {
        this.hours = OptionalInt.of(hours);
        return this;
    }

    Reports provisional() {
        status = "P";
        return this;
    }

    Reports revision(int number) {
        revision = number;
        return this;
    }

    Reports after(Duration time) {
        after = time;
        return this;
    }

    Reports undivided(long count) {
        dimensions = List.of();
        cells.add(cell(Optional.empty(), OptionalLong.of(count), Optional.empty()));
        return this;
    }

    Reports people(String transport, long count) {
        cells.add(cell(Optional.of(transport), OptionalLong.of(count), Optional.empty()));
        return this;
    }

    Reports notCounted(String transport) {
        cells.add(new FlowReport.Cell(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(transport),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of("M"),
                Optional.empty()));
        return this;
    }

    Reports hidden(String transport) {
        cells.add(cell(Optional.of(transport), OptionalLong.empty(), Optional.of("C")));
        return this;
    }

    Reports ofCategory(String category, long count) {
        dimensions = List.of("category");
        cells.add(new FlowReport.Cell(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(category),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.of(count),
                Optional.of(status),
                Optional.empty()));
        return this;
    }

    Reports vehicles(String type, long count) {
        vehicles.add(new FlowReport.VehicleCount(type, count));
        return this;
    }

    private FlowReport.Cell cell(Optional<String> transport, OptionalLong count, Optional<String> confidential) {
        return new FlowReport.Cell(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                transport,
                Optional.empty(),
                count,
                Optional.of(status),
                confidential);
    }

    Received received() {
        Instant end = period.end().atStartOfDay(MONTHLY.zone()).toInstant();
        return new Received(
                new FlowReport(
                        side + "-" + period.start() + "-" + period.end(),
                        revision,
                        OptionalInt.empty(),
                        AgencyId.parse(agency).orElseThrow(),
                        side == Direction.EXIT ? "KEN-BUSIA" : "UGA-BUSIA",
                        side,
                        period.start(),
                        period.end(),
                        "M",
                        method,
                        hours,
                        dimensions,
                        cells,
                        vehicles,
                        List.of(),
                        Optional.empty()),
                end.plus(after));
    }
}
