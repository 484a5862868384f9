package org.kivuko.model;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** The form of a flow report's {@code data}; whether its figures fit together is checked apart. */
final class FlowReportForm {
    static final Kind<Payload> FLOW_REPORT = Kinds.object(FlowReportForm::read);

    private static final int MOST_CELLS = 10_000;
    private static final Kind<Direction> DIRECTION = Kinds.word(Direction.class);
    private static final Kind<String> FREQUENCY = Kinds.oneOf("D", "W", "M");
    private static final Kind<String> METHOD = Kinds.oneOf("REGISTER", "COUNT", "ESTIMATE", "SAMPLE");
    private static final Kind<Long> REVISION = Kinds.whole(1, 1_000_000);
    private static final Kind<Long> HOURS = Kinds.whole(0, 24, Code.FLOW_08);
    private static final Kind<List<String>> DIMENSIONS =
            Kinds.distinct(0, 6, Kinds.oneOf("nationality", "sex", "ageBand", "category", "transport", "purpose"));

    private static final Kind<String> NATIONALITY =
            Kinds.text(Pattern.compile("[A-Z]{1,3}|_T|_O"), "the code of a state, _T or _O");
    private static final Kind<String> SEX = Kinds.oneOf("F", "M", "X", "_T");
    private static final Kind<String> AGE_BAND = Kinds.oneOf("Y0T4", "Y5T17", "Y18T59", "Y_GE60", "_U", "_T");
    private static final Kind<String> CATEGORY = Kinds.oneOf(
            "CITIZEN",
            "RESIDENT",
            "VISITOR",
            "TRANSIT",
            "BORDER_COMMUNITY",
            "TRADER",
            "PASTORALIST",
            "CREW",
            "RETURNEE",
            "PROTECTION",
            "_T");
    private static final Kind<String> TRANSPORT =
            Kinds.text(Pattern.compile("[0-9PA]|_T"), "a digit of UN/CEFACT Rec 19, P, A or _T");
    private static final Kind<String> PURPOSE = Kinds.oneOf(
            "HOLIDAY",
            "VISITING_FAMILY",
            "EDUCATION",
            "HEALTH",
            "RELIGION",
            "SHOPPING",
            "TRANSIT",
            "BUSINESS",
            "ECONOMIC",
            "CONFLICT",
            "DISASTER",
            "FOOD_INSECURITY",
            "SEASONAL",
            "RETURN",
            "OTHER",
            "_T");
    private static final Kind<String> OBS_STATUS = Kinds.oneOf("A", "E", "M", "P");
    private static final Kind<String> CONF_STATUS = Kinds.oneOf("F", "C", "D");
    private static final Set<String> HIDDEN = Set.of("C", "D");
    private static final Kind<OptionalLong> COUNT_OR_NULL = (node, place, faults) -> {
        if (node.isNull()) {
            return OptionalLong.empty();
        }
        Long count = Forms.COUNT.read(node, place, faults);
        return count == null ? null : OptionalLong.of(count);
    };

    /** In either case: the words are ordinary ones, and producers write them both ways. */
    private static final Kind<String> VEHICLE = Kinds.oneOf(
            "BUS",
            "CAR",
            "TRUCK",
            "MOTORBIKE",
            "TRAIN",
            "BOAT",
            "ANIMAL",
            "bus",
            "car",
            "truck",
            "motorbike",
            "train",
            "boat",
            "animal");

    private FlowReportForm() {}

    private static FlowReport read(Members data) {
        return new FlowReport(
                data.need("reportId", Forms.ID),
                asInt(data.need("revision", REVISION)),
                data.may("replaces", REVISION)
                        .map(number -> OptionalInt.of(asInt(number)))
                        .orElse(OptionalInt.empty()),
                data.need("reporter", Forms.AGENCY),
                data.need("post", Forms.POST),
                data.need("direction", DIRECTION),
                data.need("periodStart", Kinds.DAY),
                data.need("periodEnd", Kinds.DAY),
                data.need("frequency", FREQUENCY),
                data.need("method", METHOD),
                data.may("hoursCovered", HOURS)
                        .map(number -> OptionalInt.of(asInt(number)))
                        .orElse(OptionalInt.empty()),
                data.needList("dimensions", DIMENSIONS),
                data.needList("cells", Kinds.list(0, MOST_CELLS, Kinds.object(FlowReportForm::cell))),
                data.list("vehicles", Forms.objects(FlowReportForm::vehicle)),
                data.list("refusals", Forms.objects(FlowReportForm::refusal)),
                data.may("note", Forms.TEXT));
    }

    private static FlowReport.Cell cell(Members cell) {
        OptionalLong count = cell.need("count", COUNT_OR_NULL);
        FlowReport.Cell read = new FlowReport.Cell(
                cell.may("nationality", NATIONALITY),
                cell.may("sex", SEX),
                cell.may("ageBand", AGE_BAND),
                cell.may("category", CATEGORY),
                cell.may("transport", TRANSPORT),
                cell.may("purpose", PURPOSE),
                count,
                cell.may("obsStatus", OBS_STATUS),
                cell.may("confStatus", CONF_STATUS));
        boolean explained = read.obsStatus().filter("M"::equals).isPresent()
                || read.confStatus().filter(HIDDEN::contains).isPresent();
        if (count != null && count.isEmpty() && !explained) {
            cell.fault("count", Code.FLOW_07, "null needs obsStatus M, or confStatus C or D");
        }
        return read;
    }

    private static FlowReport.VehicleCount vehicle(Members vehicle) {
        return new FlowReport.VehicleCount(vehicle.need("type", VEHICLE), asLong(vehicle.need("count", Forms.COUNT)));
    }

    private static FlowReport.RefusalCount refusal(Members refusal) {
        return new FlowReport.RefusalCount(
                refusal.need("reason", Forms.CODE), asLong(refusal.need("count", Forms.COUNT)));
    }

    private static int asInt(Long number) {
        return number == null ? 0 : Math.toIntExact(number);
    }

    private static long asLong(Long number) {
        return number == null ? 0 : number;
    }
}
