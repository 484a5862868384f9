package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** Crossing records. */
final class RecordCases {
    private RecordCases() {}

    static Topic topic() {
        Wrong members = Wrong.crossing(Cite.messages("data of a crossing record"));
        Wrong words = Wrong.crossing(Cite.members("Enumerations of 2.2 to 2.4 stay in upper case."));
        return Topic.of(
                "Crossing records",
                Case.of(
                        "REC-001",
                        "A record of an invented traveller is taken",
                        Cite.messages("data of a crossing record"),
                        "Take every member that the schema crossing-record.v1.json names.",
                        bench -> bench.decide(bench.crossing()),
                        Need.ADDRESSEE,
                        Need.POST),
                Case.of(
                        "REC-002",
                        "A date of birth may lack its last parts",
                        Cite.members("Dates of birth: YYYY-MM-DD, YYYY-MM or YYYY"),
                        "Take a year, or a year and a month, as a date of birth.",
                        RecordCases::partsOfDates,
                        Need.ADDRESSEE,
                        Need.POST),
                members.of(
                        "REC-003",
                        "A record without names is refused, and both are named",
                        event -> Wrong.data(event).remove(List.of("surname", "givenNames")),
                        "/data/givenNames",
                        "/data/surname"),
                members.of(
                        "REC-004",
                        "A record without an id of its own is refused",
                        event -> Wrong.data(event).remove("recordId"),
                        "/data/recordId"),
                members.of(
                        "REC-005",
                        "A crossing without offset is refused",
                        event -> Wrong.data(event).put("crossedAt", "2026-11-01T08:00:00"),
                        "/data/crossedAt"),
                words.of(
                        "REC-006",
                        "An outcome that nobody knows is refused",
                        event -> Wrong.data(event).put("outcome", "VANISHED"),
                        "/data/outcome"),
                words.of(
                        "REC-007",
                        "A direction in small letters is refused",
                        event -> Wrong.data(event).put("direction", "entry"),
                        "/data/direction"),
                members.of(
                        "REC-008",
                        "A means of transport of two letters is refused",
                        event -> Wrong.data(event).put("transport", "33"),
                        "/data/transport"),
                Wrong.crossing(Cite.members("FLOW_nn, MRZ_nn, CAP_nn stand in a numbered list beside the schemas"))
                        .of(
                                "REC-009",
                                "A document type that nobody knows is refused",
                                "MRZ_03",
                                event -> Wrong.data(event).put("docType", "QQ"),
                                "/data/docType"),
                Wrong.crossing(Cite.messages("Unknown members are refused at the door (schemas are closed)."))
                        .of(
                                "REC-010",
                                "The machine-readable zone itself is no member",
                                event -> Wrong.data(event).put("mrz", "P<"),
                                "/data/mrz"));
    }

    private static void partsOfDates(Bench bench) throws IOException {
        for (String date : List.of("1980", "1980-02", "1980-02-29")) {
            ObjectNode record = bench.crossing();
            Wrong.data(record).put("dateOfBirth", date);
            bench.decide(record);
        }
    }
}
