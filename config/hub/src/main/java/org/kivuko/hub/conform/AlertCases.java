package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** The members of an alert. */
final class AlertCases {
    private static final String NUMBERED = "FLOW_nn, MRZ_nn, CAP_nn stand in a numbered list beside the schemas";

    private AlertCases() {}

    static Topic topic() {
        Wrong needed = Wrong.alert(
                Cite.members(
                        "Needed: Alert, Update msgType alertType category urgency severity certainty; Cancel, Ack, Error msgType references alertType"));
        Wrong words =
                Wrong.alert(Cite.messages("category[], urgency, severity, certainty, responseType[] (CAP 1.2 words)"));
        Wrong cap = Wrong.alert(Cite.messages("The 23 rules … hold, each with its reason code."));
        Wrong mrz = Wrong.alert(Cite.members(NUMBERED));
        Wrong members = Wrong.alert(Cite.messages("data of an alert: the members and what stands in them"));
        return Topic.of(
                "Alerts",
                Case.of(
                        "ALR-001",
                        "An alert with every kind of member is taken",
                        Cite.messages("data of an alert: the members and what stands in them"),
                        "Take every member that the schema alert.v1.json names.",
                        AlertCases::everything,
                        Need.ADDRESSEE),
                needed.of(
                        "ALR-002",
                        "An alert without its five needed words is refused, and all five are named",
                        event -> Wrong.data(event)
                                .remove(List.of("category", "urgency", "severity", "certainty", "alertType")),
                        "/data/category",
                        "/data/urgency",
                        "/data/severity",
                        "/data/certainty",
                        "/data/alertType"),
                needed.of(
                        "ALR-003",
                        "A Cancel without references is refused",
                        event -> Wrong.data(event).put("msgType", "Cancel"),
                        "/data/references"),
                needed.of(
                        "ALR-004",
                        "An alert without msgType is refused",
                        event -> Wrong.data(event).remove("msgType"),
                        "/data/msgType"),
                words.of(
                        "ALR-005",
                        "A msgType that nobody knows is refused",
                        event -> Wrong.data(event).put("msgType", "Rumour"),
                        "/data/msgType"),
                words.of(
                        "ALR-006",
                        "An alertType that nobody knows is refused",
                        event -> Wrong.data(event).put("alertType", "DOC-BURNT"),
                        "/data/alertType"),
                words.of(
                        "ALR-007",
                        "Words of CAP are written as CAP writes them",
                        event -> Wrong.data(event)
                                .put("urgency", "immediate")
                                .put("severity", "MODERATE")
                                .put("certainty", "observed"),
                        "/data/urgency",
                        "/data/severity",
                        "/data/certainty"),
                words.of(
                        "ALR-008",
                        "An empty list of categories is refused",
                        event -> Wrong.data(event).putArray("category"),
                        "/data/category"),
                words.of(
                        "ALR-009",
                        "A category that nobody knows is refused in its place",
                        event -> Wrong.data(event).set("category", Json.list("Security", "Gossip")),
                        "/data/category/1"),
                members.of(
                        "ALR-010",
                        "An evaluation of another form is refused",
                        event -> Wrong.data(event).put("evaluation", "Z9"),
                        "/data/evaluation"),
                members.of(
                        "ALR-011",
                        "A text without language is refused",
                        event -> Wrong.data(event).putArray("texts").addObject().put("event", "Invented"),
                        "/data/texts/0/language"),
                members.of(
                        "ALR-012",
                        "A subject's date of birth of another form is refused",
                        event -> Wrong.in(event, "/subject/person").put("dateOfBirth", "1.1.1980"),
                        "/data/subject/person/dateOfBirth"),
                members.of(
                        "ALR-013",
                        "A sex that nobody knows is refused",
                        event -> Wrong.in(event, "/subject/person").put("sex", "unknown"),
                        "/data/subject/person/sex"),
                members.of(
                        "ALR-014",
                        "A sign of protection that nobody knows is refused",
                        event -> Wrong.in(event, "/subject/person").set("protection", Json.list("diplomat")),
                        "/data/subject/person/protection/0"),
                members.of(
                        "ALR-015",
                        "What says yes or no is no text",
                        event -> Wrong.in(event, "/subject/person").put("minor", "yes"),
                        "/data/subject/person/minor"),
                Wrong.alert(Cite.members("event: kind count since (codes and numbers only)"))
                        .of(
                                "ALR-016",
                                "Words in the kind of an event are refused",
                                event -> Wrong.in(event, "/subject/event").put("kind", "many people came"),
                                "/data/subject/event/kind"),
                Wrong.alert(Cite.members("resources: CAP's names without derefUri"))
                        .of(
                                "ALR-017",
                                "Embedded content is no member of a resource",
                                event -> resource(event).put("derefUri", "AAAA"),
                                "/data/resources/0/derefUri"),
                Wrong.alert(Cite.members("PROT-REFERRAL with a person is SCHEMA_VIOLATION."))
                        .of(
                                "ALR-018",
                                "A referral that names a person is refused",
                                event -> {
                                    Wrong.data(event)
                                            .put("alertType", "PROT-REFERRAL")
                                            .remove("subject");
                                    Wrong.in(event, "/subject/person").put("surname", "INVENTED");
                                },
                                "/data/subject/person"),
                Wrong.alert(Cite.messages("expires: alerts"))
                        .of(
                                "ALR-019",
                                "An alert without expires is refused",
                                "CAP_13",
                                event -> event.remove("expires"),
                                "/expires"),
                cap.of(
                        "ALR-020",
                        "A polygon that is not closed is refused",
                        "CAP_15",
                        event -> area(event).set("polygons", Json.list("1,1 2,2 3,1 4,4")),
                        "/data/areas/0/polygons/0"),
                cap.of(
                        "ALR-021",
                        "A circle without radius is refused",
                        "CAP_15",
                        event -> area(event).set("circles", Json.list("1,1")),
                        "/data/areas/0/circles/0"),
                cap.of(
                        "ALR-022",
                        "A ceiling below its altitude is refused",
                        "CAP_16",
                        event -> area(event).put("altitude", 300).put("ceiling", 3),
                        "/data/areas/0/ceiling"),
                cap.of(
                        "ALR-023",
                        "A resource with a relative address is refused",
                        "CAP_17",
                        event -> resource(event).put("uri", "picture.png"),
                        "/data/resources/0/uri"),
                mrz.of(
                        "ALR-024",
                        "A document number that no machine-readable zone can hold is refused",
                        "MRZ_01",
                        event -> Wrong.in(event, "/subject/document").put("number", "A B!C"),
                        "/data/subject/document/number"),
                mrz.of(
                        "ALR-025",
                        "An issuer that ICAO does not know is refused",
                        "MRZ_02",
                        event -> Wrong.in(event, "/subject/document").put("issuer", "QQQ"),
                        "/data/subject/document/issuer"),
                mrz.of(
                        "ALR-026",
                        "A name without a letter is refused",
                        "MRZ_04",
                        event -> Wrong.in(event, "/subject/person").put("surname", "123"),
                        "/data/subject/person/surname"),
                mrz.of(
                        "ALR-027",
                        "A day that does not exist is refused",
                        "MRZ_05",
                        event -> Wrong.in(event, "/subject/person").put("dateOfBirth", "1981-02-29"),
                        "/data/subject/person/dateOfBirth"),
                members.of(
                        "ALR-028",
                        "A number where a text is due is refused",
                        event -> Wrong.data(event).put("case", 17),
                        "/data/case"),
                members.of(
                        "ALR-029",
                        "Null is no value",
                        event -> Wrong.data(event).putNull("evaluation"),
                        "/data/evaluation"));
    }

    private static ObjectNode area(ObjectNode event) {
        return Wrong.data(event).putArray("areas").addObject();
    }

    private static ObjectNode resource(ObjectNode event) {
        return Wrong.data(event)
                .putArray("resources")
                .addObject()
                .put("resourceDesc", "Invented")
                .put("mimeType", "image/png");
    }

    private static void everything(Bench bench) throws IOException {
        ObjectNode message = bench.alert();
        message.put("datacontenttype", "application/json")
                .put("status", "actual")
                .put("handling", "H0");
        message.put("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        ObjectNode data = Wrong.data(message);
        data.set("responseType", Json.list("Assess", "Monitor"));
        data.put("onset", bench.stamp().time()).put("evaluation", "A1").put("case", "INVENTED-1");
        area(message)
                .put("unlocode", "KEBUS")
                .put("name", "Nowhere")
                .put("altitude", 3)
                .put("ceiling", 30)
                .<ObjectNode>set("polygons", Json.list("1,1 2,2 3,1 1,1"))
                .<ObjectNode>set("circles", Json.list("1,1 5"))
                .putArray("geocodes")
                .addObject()
                .put("valueName", "invented")
                .put("value", "1");
        data.putArray("parameters").addObject().put("valueName", "invented").put("value", "1");
        data.putArray("eventCodes").addObject().put("valueName", "invented").put("value", "1");
        resource(message).put("uri", "https://example.org/invented.png").put("size", 1);
        ObjectNode subject = data.putObject("subject");
        subject.putObject("vehicle")
                .put("registration", "XXX 000")
                .put("country", "NZL")
                .put("make", "Invented");
        subject.putObject("object")
                .put("kind", "invented")
                .put("maker", "invented")
                .put("serial", "1");
        subject.putObject("consignment")
                .put("reference", "INVENTED")
                .put("hsCode", "0101")
                .put("quantity", 1.5)
                .put("unit", "t");
        subject.putObject("event")
                .put("kind", "queue")
                .put("count", 3)
                .put("since", bench.stamp().time());
        bench.decide(message);
    }
}
