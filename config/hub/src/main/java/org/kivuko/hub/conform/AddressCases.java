package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashSet;

/** Addresses and references. */
final class AddressCases {
    private static final Cite NOBODY = Cite.addresses("An address that names nobody is refused (UNKNOWN_ADDRESS).");
    private static final Cite REFERENCES = Cite.answers(
            "A reference must name a message that the caller sent or was handed, else UNKNOWN_REFERENCE; Update and Cancel of what the caller only received is NOT_SENDER, 422.");
    private static final Need[] LIVE = {Need.PARTNER_KEY, Need.permitted(Kind.ALERT)};

    private AddressCases() {}

    static Topic topic() {
        Wrong nobody = Wrong.alert(NOBODY);
        Wrong form = Wrong.alert(Cite.messages("to: addresses, separated by one space (section 4)"));
        return Topic.of(
                "Addresses and references",
                unknown(nobody, "ADR-001", "An agency that nobody knows is refused", "ZWE.NOBODY"),
                unknown(nobody, "ADR-002", "A state that nobody knows is refused", "QQQ"),
                unknown(nobody, "ADR-003", "A role that nobody knows is refused", "KEN:astrologer"),
                unknown(nobody, "ADR-004", "A crossing that nobody knows is refused", "post:QQQ-A/QQZ-B"),
                unknown(nobody, "ADR-005", "A committee that nobody knows is refused", "committee:QQQ-A/QQZ-B"),
                nobody.of(
                        "ADR-006",
                        "The sender alone is nobody",
                        "UNKNOWN_ADDRESS",
                        event -> event.put("to", event.path("source").asText().substring("/agencies/".length())),
                        "/to"),
                Wrong.alert(Cite.addresses("one such address refuses the message"))
                        .of(
                                "ADR-007",
                                "One address of nobody refuses the whole message",
                                "UNKNOWN_ADDRESS",
                                event -> event.put("to", event.path("to").asText() + " ZWE.NOBODY"),
                                "/to"),
                form.of(
                        "ADR-008",
                        "Two spaces between addresses are refused",
                        event -> event.put(
                                "to",
                                event.path("to").asText() + "  "
                                        + event.path("to").asText()),
                        "/to"),
                form.of(
                        "ADR-009",
                        "An address in small letters is refused",
                        event -> event.put("to", "ken.dis"),
                        "/to"),
                form.of("ADR-010", "No address at all is refused", event -> event.put("to", ""), "/to"),
                Case.of(
                        "ADR-011",
                        "Whoever is addressed twice is one recipient",
                        Cite.addresses("An agency reached twice is one recipient."),
                        "Expand all addresses first, then judge each agency once.",
                        AddressCases::once,
                        Need.ADDRESSEE),
                Wrong.alert(REFERENCES)
                        .of(
                                "ADR-012",
                                "A reference to what never was is refused in its place",
                                "UNKNOWN_REFERENCE",
                                event -> update(
                                        event,
                                        event.path("source").asText().substring("/agencies/".length()) + "/never-was"),
                                "/data/references/0"),
                Wrong.alert(Cite.messages("references (list of AGENCY/id)"))
                        .of(
                                "ADR-013",
                                "A reference of another form is refused",
                                event -> update(event, "never-was"),
                                "/data/references/0"),
                Case.of(
                        "ADR-014",
                        "An update of an own alert is taken and handed over",
                        REFERENCES,
                        "Take references to what the caller sent itself.",
                        AddressCases::ownUpdate,
                        LIVE),
                Case.of(
                        "ADR-015",
                        "Nobody updates what another sent",
                        REFERENCES,
                        "Refuse Update and Cancel of what the caller only received with 422 NOT_SENDER.",
                        bench -> others(bench, "Update"),
                        LIVE),
                Case.of(
                        "ADR-016",
                        "Nobody cancels what another sent",
                        REFERENCES,
                        "Refuse Update and Cancel of what the caller only received with 422 NOT_SENDER.",
                        bench -> others(bench, "Cancel"),
                        LIVE),
                Case.of(
                        "ADR-017",
                        "Nobody refers to what it was not handed",
                        REFERENCES,
                        "Answer UNKNOWN_REFERENCE for messages of others that the caller was never handed, as for those that never were.",
                        AddressCases::notHanded,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.NOBODY)));
    }

    private static Case unknown(Wrong nobody, String id, String title, String address) {
        return nobody.of(id, title, "UNKNOWN_ADDRESS", event -> event.put("to", address), "/to");
    }

    private static void update(ObjectNode event, String reference) {
        Wrong.data(event).put("msgType", "Update").set("references", Json.list(reference));
    }

    private static void once(Bench bench) throws IOException {
        ObjectNode message = bench.alert();
        String to = message.path("to").asText();
        message.put("to", to + " " + to);
        var seen = new HashSet<String>();
        for (JsonNode decision : bench.decide(message)) {
            Expect.that(
                    seen.add(decision.path("to").asText()),
                    "each recipient once",
                    decision.path("to").asText() + " twice");
        }
        Expect.that(!seen.isEmpty(), "at least one recipient", "none");
    }

    private static void ownUpdate(Bench bench) throws IOException {
        ObjectNode alert = bench.message(Kind.ALERT);
        bench.handOver(alert);
        ObjectNode update = bench.message(Kind.ALERT);
        String reference = bench.sender().agency() + "/" + alert.path("id").asText();
        update(update, reference);
        JsonNode item = bench.handOver(update).get(0);
        Expect.equal(
                "references",
                Json.list(reference),
                item.path("message").path("data").path("references"));
    }

    /** What the recipient posts about a message of the sender. */
    private static ObjectNode ofPartner(Bench bench, String msgType, String id) {
        ObjectNode message = bench.alert();
        message.put("source", "/agencies/" + bench.partner().agency())
                .put("to", bench.sender().agency());
        message.remove("post");
        update(message, bench.sender().agency() + "/" + id);
        Wrong.data(message).put("msgType", msgType);
        return message;
    }

    private static void others(Bench bench, String msgType) throws IOException {
        ObjectNode alert = bench.message(Kind.ALERT);
        bench.handOver(alert);
        ObjectNode message = ofPartner(bench, msgType, alert.path("id").asText());
        Expect.refused(
                bench.partner().post("/v1/messages", Json.write(message), Party.JSON),
                422,
                "NOT_SENDER",
                "/data/references/0");
    }

    private static void notHanded(Bench bench) throws IOException {
        String id = bench.give(bench.message(Kind.NOBODY));
        bench.judged(id);
        ObjectNode message = ofPartner(bench, "Ack", id);
        Expect.refused(
                bench.partner().post("/v1/messages", Json.write(message), Party.JSON),
                422,
                "UNKNOWN_REFERENCE",
                "/data/references/0");
    }
}
