package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What stands in a delivery. */
final class DeliveryCases {
    private static final Cite ADDED = Cite.messages(
            "What the hub adds on delivery, as attributes: agreement, ruling, lane, linknumber, linkepoch, handling, retainuntil, onward, ackby. … Nothing else is added.");

    private static final Set<String> OF_THE_HUB = Set.of(
            "agreement", "ruling", "lane", "linknumber", "linkepoch", "handling", "retainuntil", "onward", "ackby");
    private static final Need[] LIVE = {Need.PARTNER_KEY, Need.permitted(Kind.ALERT)};

    private DeliveryCases() {}

    static Topic topic() {
        return Topic.of(
                "What is delivered",
                Case.of(
                        "DLV-001",
                        "A delivery has the hub's attributes",
                        ADDED,
                        "Add these attributes to each delivery; onward and handling always.",
                        DeliveryCases::attributes,
                        LIVE),
                Case.of(
                        "DLV-002",
                        "Nothing else is added",
                        ADDED,
                        "Hand over what was sent and these attributes, nothing of your own.",
                        DeliveryCases::nothingElse,
                        LIVE),
                Case.of(
                        "DLV-003",
                        "Attributes of the sender cross as they were sent",
                        Cite.messages("Envelope attributes are not fields and always cross, but to."),
                        "Hand over id, source, type, time, purpose, post and expires as they were sent.",
                        DeliveryCases::envelope,
                        LIVE),
                Case.of(
                        "DLV-004",
                        "The trace context is passed on",
                        Cite.messages("traceparent: W3C trace context, passed on"),
                        "Pass the trace id on; a new parent id is allowed, a lost trace is not.",
                        DeliveryCases::trace,
                        LIVE),
                Case.of(
                        "DLV-005",
                        "To names the recipient alone",
                        Cite.messages("to names the recipient alone"),
                        "Replace to by the recipient in each delivery.",
                        DeliveryCases::toIsAlone,
                        LIVE),
                Case.of(
                        "DLV-006",
                        "What crosses whole crosses member by member as it was sent",
                        Cite.invariant("project per recipient: what the ruling lets cross, nothing else"),
                        "Where a dry run says released, hand over every member of data unchanged.",
                        DeliveryCases::wholeData,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.WHOLE)));
    }

    private static JsonNode one(Bench bench, ObjectNode message) throws IOException {
        return bench.handOver(message).get(0).path("message");
    }

    private static void attributes(Bench bench) throws IOException {
        JsonNode message = one(bench, bench.message(Kind.ALERT));
        for (String name : List.of("agreement", "ruling", "lane", "linknumber", "linkepoch", "handling", "onward")) {
            Expect.member(message, name, "a delivered message");
        }
        Expect.that(
                message.path("agreement").asText().matches("\\S+@[0-9]+( \\S+@[0-9]+)*"),
                "agreement like KEN-UGA.osbp@3",
                message.path("agreement").asText());
        Expect.that(
                Set.of("prohibited", "consent", "listed")
                        .contains(message.path("onward").asText()),
                "onward one of prohibited, consent, listed",
                message.path("onward").asText());
    }

    private static void nothingElse(Bench bench) throws IOException {
        ObjectNode sent = bench.message(Kind.ALERT);
        var added = new TreeSet<String>();
        one(bench, sent).fieldNames().forEachRemaining(added::add);
        sent.fieldNames().forEachRemaining(added::remove);
        added.removeAll(OF_THE_HUB);
        Expect.that(added.isEmpty(), "no other attributes than were sent and the hub's own", String.join(", ", added));
    }

    private static void envelope(Bench bench) throws IOException {
        ObjectNode sent = bench.message(Kind.ALERT);
        JsonNode got = one(bench, sent);
        for (String name : List.of("specversion", "id", "source", "type", "time", "purpose", "expires")) {
            Expect.equal(name, sent.path(name), got.path(name));
        }
        Expect.equal("post", sent.path("post"), got.path("post"));
    }

    private static void trace(Bench bench) throws IOException {
        String id = "4bf92f3577b34da6a3ce929d0e0e4736";
        ObjectNode sent = bench.message(Kind.ALERT).put("traceparent", "00-" + id + "-00f067aa0ba902b7-01");
        String got = one(bench, sent).path("traceparent").asText("none");
        Expect.that(got.contains(id), "traceparent with the trace id that was sent", got);
    }

    private static void toIsAlone(Bench bench) throws IOException {
        Expect.equal(
                "to",
                bench.partner().agency(),
                one(bench, bench.message(Kind.ALERT)).path("to").asText());
    }

    private static void wholeData(Bench bench) throws IOException {
        ObjectNode sent = bench.message(Kind.WHOLE);
        JsonNode got = one(bench, sent).path("data");
        Expect.that(
                got.equals(sent.path("data")), "data as it was sent: " + Json.text(sent.path("data")), Json.text(got));
    }
}
