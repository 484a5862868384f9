package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Flow reports: their members, and whether the figures fit together. */
final class FigureCases {
    private static final int TOO_MANY_HOURS = 25;
    private static final int FAR = 40;

    private FigureCases() {}

    static Topic topic() {
        Wrong members = Wrong.flow(
                Cite.members(
                        "Needed: flow report all but replaces vehicles refusals note hoursCovered; each cell count and one member per dimension"));
        Wrong figures = Wrong.flow(Cite.members("FLOW_nn, MRZ_nn, CAP_nn stand in a numbered list beside the schemas"));
        Wrong reporter = Wrong.flow(Cite.members("reporter is the sender"));
        return Topic.of(
                "Flow reports",
                Case.of(
                        "FLW-001",
                        "A report with cells and their total is taken",
                        Cite.messages("data of a flow report"),
                        "Take every member that the schema flow-report.v1.json names.",
                        FigureCases::whole,
                        Need.ADDRESSEE,
                        Need.POST),
                members.of(
                        "FLW-002",
                        "A report without period is refused, and both ends are named",
                        event -> Wrong.data(event).remove(List.of("periodStart", "periodEnd")),
                        "/data/periodStart",
                        "/data/periodEnd"),
                members.of(
                        "FLW-003",
                        "A report without cells is refused",
                        event -> Wrong.data(event).remove("cells"),
                        "/data/cells"),
                members.of(
                        "FLW-004",
                        "A count below zero is refused",
                        event -> cell(event).put("count", -1),
                        "/data/cells/0/count"),
                members.of(
                        "FLW-005",
                        "Half a traveller is refused",
                        event -> cell(event).put("count", 1.5),
                        "/data/cells/0/count"),
                members.of(
                        "FLW-006",
                        "A direction in small letters is refused",
                        event -> Wrong.data(event).put("direction", "exit"),
                        "/data/direction"),
                members.of(
                        "FLW-007",
                        "A dimension that nobody knows is refused",
                        event -> Wrong.data(event).set("dimensions", Json.list("shoeSize")),
                        "/data/dimensions/0"),
                reporter.of(
                        "FLW-008",
                        "A report in another's name is refused",
                        event -> Wrong.data(event).put("reporter", "ZWE.NOBODY"),
                        "/data/reporter"),
                figures.of("FLW-009", "A cell that stands twice is refused", "FLOW_01", event -> {
                    by(event);
                    cell(event).put("count", 5).put("sex", "F");
                    cell(event, 1).put("count", 6).put("sex", "F");
                }),
                figures.of("FLW-010", "A total that is not the sum of its cells is refused", "FLOW_02", event -> {
                    by(event);
                    cell(event).put("count", 5).put("sex", "F");
                    cell(event, 1).put("count", 6).put("sex", "M");
                    cell(event, 2).put("count", 12).put("sex", "_T");
                }),
                figures.of("FLW-011", "A period that ends before it begins is refused", "FLOW_03", event -> Wrong.data(
                                event)
                        .put("periodEnd", day(-FAR))),
                figures.of("FLW-012", "A period that has not begun is refused", "FLOW_04", event -> Wrong.data(event)
                        .put("periodStart", day(FAR))
                        .put("periodEnd", day(FAR + 1))),
                figures.of(
                        "FLW-013", "A revision that replaces itself is refused", "FLOW_05", event -> Wrong.data(event)
                                .put("replaces", 1)),
                figures.of("FLW-014", "A cell that lacks a dimension is refused", "FLOW_06", event -> by(event)),
                figures.of("FLW-015", "A count of null without a reason is refused", "FLOW_07", event -> cell(event)
                        .putNull("count")),
                figures.of(
                        "FLW-016",
                        "More hours than a day has are refused",
                        "FLOW_08",
                        event -> Wrong.data(event).put("hoursCovered", TOO_MANY_HOURS),
                        "/data/hoursCovered"),
                Wrong.flow(Cite.matching("posts … (both given: equal, else 422)"))
                        .of("FLW-017", "Two posts that differ are refused", event -> Wrong.data(event)
                                .put("post", "ZWE-NOWHERE")));
    }

    private static void by(ObjectNode event) {
        Wrong.data(event).set("dimensions", Json.list("sex"));
    }

    private static ObjectNode cell(ObjectNode event) {
        return cell(event, 0);
    }

    private static ObjectNode cell(ObjectNode event, int index) {
        return Wrong.data(event).withObject("/cells/" + index);
    }

    private static String day(int days) {
        return LocalDate.now(ZoneOffset.UTC).plusDays(days).toString();
    }

    private static void whole(Bench bench) throws IOException {
        ObjectNode report = bench.flow();
        by(report);
        cell(report).put("count", 500).put("sex", "F");
        cell(report, 1).put("count", 600).put("sex", "M");
        cell(report, 2).put("count", 1100).put("sex", "_T");
        Wrong.data(report).put("hoursCovered", 12).put("note", "Invented");
        Wrong.data(report)
                .putArray("refusals")
                .addObject()
                .put("reason", "DOCS")
                .put("count", 20);
        bench.decide(report);
    }
}
