package org.kivuko.exchange.format.sdmx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The columns of a table of flows, in the order in which they are written, each with the member that it becomes. */
enum SdmxColumn {
    STRUCTURE(Role.TABLE, ""),
    STRUCTURE_ID(Role.TABLE, ""),
    ACTION(Role.TABLE, ""),
    /** Of SDMX-CSV 1.0, in the place of the three. */
    DATAFLOW(Role.TABLE, ""),
    FREQ(Role.REPORT, "/data/frequency"),
    REPORTER(Role.REPORT, "/data/reporter"),
    POST(Role.REPORT, "/data/post"),
    DIRECTION(Role.REPORT, "/data/direction"),
    TIME_PERIOD(Role.REPORT, "/data/periodStart"),
    NATIONALITY(Role.DIMENSION, "nationality"),
    SEX(Role.DIMENSION, "sex"),
    AGE(Role.DIMENSION, "ageBand"),
    CATEGORY(Role.DIMENSION, "category"),
    TRANSPORT(Role.DIMENSION, "transport"),
    PURPOSE(Role.DIMENSION, "purpose"),
    VEHICLE(Role.OBSERVATION, "type"),
    REFUSAL(Role.OBSERVATION, "reason"),
    OBS_VALUE(Role.OBSERVATION, "count"),
    OBS_STATUS(Role.OBSERVATION, "obsStatus"),
    CONF_STATUS(Role.OBSERVATION, "confStatus"),
    REPORT_ID(Role.ONCE, "/data/reportId"),
    REVISION(Role.ONCE, "/data/revision"),
    REPLACES(Role.ONCE, "/data/replaces"),
    METHOD(Role.ONCE, "/data/method"),
    HOURS_COVERED(Role.ONCE, "/data/hoursCovered"),
    NOTE(Role.ONCE, "/data/note"),
    MSG_ID(Role.ONCE, "/id"),
    MSG_TIME(Role.ONCE, "/time"),
    MSG_TO(Role.ONCE, "/to"),
    MSG_PURPOSE(Role.ONCE, "/purpose"),
    MSG_STATUS(Role.ONCE, "/status"),
    MSG_POST(Role.ONCE, "/post"),
    MSG_HANDLING(Role.ONCE, "/handling"),
    MSG_EXPIRES(Role.ONCE, "/expires"),
    ROWS(Role.ONCE, ""),
    MSG_AGREEMENT(Role.DELIVERED, "/agreement"),
    MSG_ONWARD(Role.DELIVERED, "/onward"),
    MSG_RETAIN_UNTIL(Role.DELIVERED, "/retainuntil"),
    MSG_ACK_BY(Role.DELIVERED, "/ackby");

    enum Role {
        /** What the table is. */
        TABLE,
        /** Which report it is: the same in every row. */
        REPORT,
        /** Of a cell; that the column is there says that the report uses the dimension. */
        DIMENSION,
        /** Of one row. */
        OBSERVATION,
        /** Of the report as a whole: in one row, or in several alike. */
        ONCE,
        /** Added by the hub: written, and never taken. */
        DELIVERED
    }

    /** In a place where a dimension says nothing of a row. */
    static final String NOT_APPLICABLE = "_Z";

    private static final Map<String, SdmxColumn> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(SdmxColumn::name, Function.identity()));

    private final Role role;
    private final String place;

    SdmxColumn(Role role, String place) {
        this.role = role;
        this.place = place;
    }

    /** The column of this name among those that are taken. */
    static Optional<SdmxColumn> taken(String name) {
        return Optional.ofNullable(BY_NAME.get(name)).filter(column -> column.role != Role.DELIVERED);
    }

    static List<SdmxColumn> all(Role role) {
        return Arrays.stream(values()).filter(column -> column.role == role).toList();
    }

    /** The dimension that a report calls so. */
    static Optional<SdmxColumn> dimension(String member) {
        return all(Role.DIMENSION).stream()
                .filter(column -> column.place.equals(member))
                .findFirst();
    }

    boolean is(Role which) {
        return role == which;
    }

    /** The place in the event, as a pointer; of dimensions and observations the member of a cell or count. */
    String place() {
        return place;
    }

    /** The name of the member. */
    String member() {
        return place.substring(place.lastIndexOf('/') + 1);
    }
}
