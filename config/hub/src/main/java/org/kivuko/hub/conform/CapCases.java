package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.UnaryOperator;

/** Alerts as CAP 1.2. */
final class CapCases {
    private static final Cite TAKEN = Cite.messages("CAP 1.2 XML (application/cap+xml) is accepted wherever JSON is");
    private static final Cite RULES = Cite.cap(
            "Rules 14 and 18 warn (warnings in the 202 and the receipt), all others refuse, nothing is normalised; System and Draft: CAP_11.");
    private static final Cite MAPPED = Cite.cap(
            "id is identifier, source the authenticated agency, capSender CAP's sender. A query parameter (to purpose handling post status) replaces what CAP says.");

    private CapCases() {}

    static Topic topic() {
        return Topic.of(
                "CAP 1.2",
                taken("CAP-001", "A CAP alert is taken", "application/cap+xml"),
                taken("CAP-002", "A CAP alert is taken as application/xml", "application/xml"),
                taken("CAP-003", "A CAP alert is taken as text/xml", "text/xml; charset=utf-8"),
                Case.of(
                        "CAP-004",
                        "A CAP alert is handed over as the message that it maps to",
                        MAPPED,
                        "Map CAP to the members of an alert, and what has none to data.cap.",
                        CapCases::mapped,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.WHOLE)),
                Case.of(
                        "CAP-005",
                        "The same CAP alert again is a duplicate",
                        Cite.http("CAP counts as the envelope it maps to."),
                        "Compare the message that a document maps to.",
                        CapCases::again,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "CAP-006",
                        "Another CAP alert under the same identifier is a conflict",
                        Cite.cap("21, 22, 23 read NOT_SENDER, UNKNOWN_REFERENCE, CONFLICT."),
                        "Compare the message that a document maps to.",
                        CapCases::conflict,
                        Need.permitted(Kind.NOBODY)),
                refused(
                        "CAP-007",
                        "A time that ends in Z is refused",
                        "CAP_02",
                        cap -> cap.replaceFirst("\\+00:00</sent>", "Z</sent>")),
                refused(
                        "CAP-008",
                        "Scope Restricted without restriction is refused",
                        "CAP_03",
                        cap -> cap.replace("<scope>Public</scope>", "<scope>Restricted</scope>")),
                refused(
                        "CAP-009",
                        "A restriction beside another scope is refused",
                        "CAP_04",
                        cap -> cap.replace("</scope>", "</scope><restriction>desks</restriction>")),
                refused(
                        "CAP-010",
                        "Scope Private without addresses is refused",
                        "CAP_05",
                        cap -> cap.replace("<scope>Public</scope>", "<scope>Private</scope>")),
                refused(
                        "CAP-011",
                        "An Update without references is refused",
                        "CAP_09",
                        cap -> cap.replace("<msgType>Alert", "<msgType>Update")),
                refused(
                        "CAP-012",
                        "Status System is refused",
                        "CAP_11",
                        cap -> cap.replace("<status>Actual", "<status>System")),
                refused(
                        "CAP-013",
                        "Status Draft is refused",
                        "CAP_11",
                        cap -> cap.replace("<status>Actual", "<status>Draft")),
                refused(
                        "CAP-014",
                        "An alert without info is refused",
                        "CAP_12",
                        cap -> cap.replaceFirst("(?s)<info>.*</info>", "")),
                refused(
                        "CAP-015",
                        "An alert without expires is refused",
                        "CAP_13",
                        cap -> cap.replaceFirst("<expires>.*</expires>", "")),
                refused(
                        "CAP-016",
                        "A polygon that is not closed is refused",
                        "CAP_15",
                        cap -> cap.replace("</areaDesc>", "</areaDesc><polygon>1,1 2,2 3,1 4,4</polygon>")),
                refused(
                        "CAP-017",
                        "A resource with a relative address is refused",
                        "CAP_17",
                        cap -> cap.replace(
                                "<area>",
                                "<resource><resourceDesc>x</resourceDesc><mimeType>image/png</mimeType><uri>x.png</uri></resource><area>")),
                refused(
                        "CAP-018",
                        "A document type is refused",
                        "CAP_19",
                        cap -> cap.replaceFirst("<alert", "<!DOCTYPE alert><alert")),
                refused("CAP-019", "An entity that names a file is refused", "CAP_19", cap -> cap.replaceFirst(
                                "<alert", "<!DOCTYPE alert [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><alert")
                        .replace("Invented event", "&x;")),
                refused(
                        "CAP-020",
                        "Another document than an alert is refused",
                        "CAP_19",
                        cap -> "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>"),
                Case.of(
                        "CAP-021",
                        "XML that is not well-formed is refused",
                        RULES,
                        "Refuse what is no XML with 400 UNREADABLE or 422 CAP_19.",
                        CapCases::notXml,
                        Need.ADDRESSEE),
                Case.of(
                        "CAP-022",
                        "Markup in a text is taken with a warning",
                        RULES,
                        "Take the alert, and name CAP_18 in warnings.",
                        CapCases::warned,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "CAP-023",
                        "A parameter that nobody knows is refused beside CAP",
                        MAPPED,
                        "Refuse unknown parameters with 400 SCHEMA_VIOLATION.",
                        bench -> Expect.refused(
                                bench.post(
                                        bytes(CapText.of(bench.alert())),
                                        Party.CAP,
                                        CapText.query(bench.alert()),
                                        "&colour=red"),
                                400,
                                "SCHEMA_VIOLATION"),
                        Need.ADDRESSEE));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Reply cap(Bench bench, String document, ObjectNode alert) throws IOException {
        return bench.post(bytes(document), Party.CAP, CapText.query(alert));
    }

    private static Case taken(String id, String title, String mediaType) {
        return Case.of(
                id,
                title,
                TAKEN,
                "Take CAP 1.2 under this media type, in dry runs as in posts.",
                bench -> {
                    ObjectNode alert = bench.alert();
                    Expect.status(
                            bench.sender()
                                    .post("/v1/decisions" + CapText.query(alert), bytes(CapText.of(alert)), mediaType),
                            200);
                },
                Need.ADDRESSEE);
    }

    private static Case refused(String id, String title, String code, UnaryOperator<String> change) {
        return Case.of(
                id,
                title,
                RULES,
                "Refuse such a document when it is posted, with HTTP 422 and the code " + code + ".",
                bench -> {
                    ObjectNode alert = bench.alert();
                    Expect.refused(cap(bench, change.apply(CapText.of(alert)), alert), 422, code);
                },
                Need.ADDRESSEE);
    }

    /** The contract calls it unreadable in one place and no CAP 1.2 in another. */
    private static void notXml(Bench bench) throws IOException {
        Reply reply = cap(bench, "<alert>", bench.alert());
        String found = reply.status() + " " + reply.code();
        Expect.that(
                List.of("400 UNREADABLE", "422 CAP_19").contains(found),
                "HTTP 400 UNREADABLE or 422 CAP_19",
                reply.toString());
    }

    private static void mapped(Bench bench) throws IOException {
        ObjectNode alert = bench.message(Kind.WHOLE);
        Expect.status(cap(bench, CapText.of(alert), alert), 202);
        String id = alert.path("id").asText();
        bench.judged(id);
        JsonNode item =
                bench.live().await(1, other -> Bench.idOf(other).equals(id)).get(0);
        bench.live().takeOver(item);
        JsonNode message = item.path("message");
        JsonNode data = message.path("data");
        Expect.equal(
                "source",
                "/agencies/" + bench.sender().agency(),
                message.path("source").asText());
        Expect.equal("type", "kivuko.alert.v1", message.path("type").asText());
        Expect.equal("purpose", alert.path("purpose"), message.path("purpose"));
        // An agreement may keep the producer's address back.
        Expect.equal("capSender", "desk@nowhere.example", data.path("capSender").asText("desk@nowhere.example"));
        Expect.equal("alertType", alert.path("data").path("alertType"), data.path("alertType"));
        Expect.equal(
                "urgency, severity, certainty",
                List.of("Expected", "Moderate", "Observed"),
                List.of(
                        data.path("urgency").asText(),
                        data.path("severity").asText(),
                        data.path("certainty").asText()));
        Expect.equal(
                "the event",
                "Invented event",
                data.path("texts").path(0).path("event").asText());
    }

    private static void again(Bench bench) throws IOException {
        ObjectNode alert = bench.message(Kind.NOBODY);
        Expect.status(cap(bench, CapText.of(alert), alert), 202);
        Expect.status(cap(bench, CapText.of(alert).replace("\n<info>", "<info>"), alert), 200);
    }

    private static void conflict(Bench bench) throws IOException {
        ObjectNode alert = bench.message(Kind.NOBODY);
        Expect.status(cap(bench, CapText.of(alert), alert), 202);
        Expect.refused(
                cap(bench, CapText.of(alert).replace("Invented headline", "Another headline"), alert), 409, "CONFLICT");
    }

    private static void warned(Bench bench) throws IOException {
        ObjectNode alert = bench.message(Kind.NOBODY);
        String cap = CapText.of(alert).replace("Invented headline", "&lt;b&gt;Invented&lt;/b&gt; headline");
        Reply reply = Expect.status(cap(bench, cap, alert), 202);
        String warnings = reply.json().path("warnings").toString();
        Expect.that(warnings.contains("CAP_18"), "CAP_18 in warnings", warnings.isEmpty() ? "no warnings" : warnings);
    }
}
