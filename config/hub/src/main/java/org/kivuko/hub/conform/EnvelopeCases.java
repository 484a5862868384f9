package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The attributes of a message. */
final class EnvelopeCases {
    private static final int LONGEST_ID = 128;

    private EnvelopeCases() {}

    static Topic topic() {
        Wrong attributes = Wrong.alert(Cite.messages("CloudEvents 1.0, structured JSON; the table of attributes"));
        Wrong closed = Wrong.alert(Cite.messages("Unknown members are refused at the door (schemas are closed)."));
        Wrong ids = Wrong.alert(Cite.messages("id: 1 to 128 of A-Z a-z 0-9 . _ : -"));
        Wrong types = Wrong.alert(
                Cite.messages("type: kivuko.alert.v1, …; from the hub kivuko.receipt.v1, .notice.v1, .void.v1"));
        Wrong words = Wrong.alert(Cite.messages("purpose, status, handling: one of these words"));
        return Topic.of(
                "Attributes",
                attributes.of(
                        "ENV-001",
                        "A message without specversion is refused",
                        event -> event.remove("specversion"),
                        "/specversion"),
                attributes.of(
                        "ENV-002",
                        "Another version of CloudEvents is refused",
                        event -> event.put("specversion", "0.3"),
                        "/specversion"),
                ids.of("ENV-003", "A message without id is refused", event -> event.remove("id"), "/id"),
                ids.of("ENV-004", "An id with a space is refused", event -> event.put("id", "a b"), "/id"),
                ids.of(
                        "ENV-005",
                        "An id of 129 characters is refused",
                        event -> event.put("id", "a".repeat(LONGEST_ID + 1)),
                        "/id"),
                Case.of(
                        "ENV-006",
                        "An id of 128 characters of every kind that is allowed is taken",
                        Cite.messages("id: 1 to 128 of A-Z a-z 0-9 . _ : -"),
                        "Take every id of up to 128 of these characters, and answer for it under /v1/messages/{id}.",
                        EnvelopeCases::longestId,
                        Need.permitted(Kind.NOBODY)),
                attributes.of(
                        "ENV-007", "A message without source is refused", event -> event.remove("source"), "/source"),
                attributes.of(
                        "ENV-008",
                        "A source that is no agency is refused",
                        event -> event.put("source", "/agencies/somebody"),
                        "/source"),
                Wrong.alert(Cite.messages("source: must be the authenticated agency"))
                        .of(
                                "ENV-009",
                                "A source that is another agency is refused",
                                403,
                                "NOT_SENDER",
                                event -> event.put("source", "/agencies/ZWE.NOBODY"),
                                "/source"),
                types.of(
                        "ENV-010",
                        "A type that nobody knows is refused",
                        event -> event.put("type", "kivuko.rumour.v1"),
                        "/type"),
                types.of(
                        "ENV-011",
                        "A receipt from an agency is refused",
                        event -> event.put("type", "kivuko.receipt.v1"),
                        "/type"),
                types.of(
                        "ENV-012",
                        "A void from an agency is refused",
                        event -> event.put("type", "kivuko.void.v1"),
                        "/type"),
                attributes.of("ENV-013", "A message without time is refused", event -> event.remove("time"), "/time"),
                attributes.of(
                        "ENV-014",
                        "Another content type of data is refused",
                        event -> event.put("datacontenttype", "text/plain"),
                        "/datacontenttype"),
                attributes.of("ENV-015", "A message without to is refused", event -> event.remove("to"), "/to"),
                attributes.of(
                        "ENV-016",
                        "A message without purpose is refused",
                        event -> event.remove("purpose"),
                        "/purpose"),
                words.of(
                        "ENV-017",
                        "A purpose that nobody knows is refused",
                        event -> event.put("purpose", "curiosity"),
                        "/purpose"),
                words.of(
                        "ENV-018",
                        "A status that nobody knows is refused",
                        event -> event.put("status", "draft"),
                        "/status"),
                words.of(
                        "ENV-019",
                        "A handling that nobody knows is refused",
                        event -> event.put("handling", "H9"),
                        "/handling"),
                attributes.of(
                        "ENV-020",
                        "A trace context of another form is refused",
                        event -> event.put("traceparent", "none"),
                        "/traceparent"),
                attributes.of("ENV-021", "A message without data is refused", event -> event.remove("data"), "/data"),
                attributes.of(
                        "ENV-022", "Data that is no object is refused", event -> event.put("data", "nothing"), "/data"),
                closed.of(
                        "ENV-023",
                        "An attribute that nobody knows is refused",
                        event -> event.put("colour", "red"),
                        "/colour"),
                closed.of(
                        "ENV-024",
                        "An attribute that is the hub's own is refused from a sender",
                        event -> event.put("linknumber", 1),
                        "/linknumber"),
                closed.of(
                        "ENV-025",
                        "A member of data that nobody knows is refused",
                        event -> Wrong.data(event).put("colour", "red"),
                        "/data/colour"),
                closed.of(
                        "ENV-026",
                        "A member that nobody knows is refused however deep it stands",
                        event -> Wrong.in(event, "/subject/document").put("colour", "red"),
                        "/data/subject/document/colour"),
                Wrong.alert(Cite.messages("post: the post where it arose"))
                        .of(
                                "ENV-027",
                                "A post that nobody knows is refused",
                                event -> event.put(
                                        "post", event.path("source").asText().substring(10, 13) + "-NOWHERE"),
                                "/post"));
    }

    private static void longestId(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.NOBODY);
        String id = (bench.freshId() + ".Az_09:-" + "x".repeat(LONGEST_ID)).substring(0, LONGEST_ID);
        message.put("id", id);
        bench.give(message);
        Expect.equal("the id in the status", id, bench.judged(id).path("id").asText());
    }
}
