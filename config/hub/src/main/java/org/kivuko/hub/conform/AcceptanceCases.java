package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** What a sender is told: the answer to a post, the status, the receipt. */
final class AcceptanceCases {
    private static final Cite ACCEPTED = Cite.http(
            "202 with Location: /v1/messages/{id} and {id, source, acceptedAt, status: \"accepted\"} once synced");
    private static final Cite STATUS =
            Cite.http("{id, status, acceptedAt, recipients: [{agency, outcome, reason?, rules, removed, state, at}]}");
    private static final Cite RECEIPTS = Cite.answers(
            "GET /v1/receipts gives {receipts: [{delivery, message}]}, acknowledged at /v1/receipts/{delivery}/ack; every sender gets one per message …; its data is the status document.");
    private static final Cite PERSON = Cite.agreements(
            "In the sender's view of a message with a person … the outcomes released, reduced and held all read processed.");

    private AcceptanceCases() {}

    static Topic topic() {
        return Topic.of(
                "Acceptance, status and receipts",
                Case.of(
                        "RCT-001",
                        "A message is accepted with 202, Location and a receipt",
                        ACCEPTED,
                        "Answer with 202, the header Location and the four members, once the message is on disk.",
                        AcceptanceCases::accepted,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "RCT-002",
                        "Location leads to the status",
                        STATUS,
                        "Serve the status under the path that Location names.",
                        AcceptanceCases::location,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "RCT-003",
                        "The status names every recipient once it is judged",
                        STATUS,
                        "Say judged when no recipient reads judging any more, and name each with outcome and at.",
                        AcceptanceCases::judged,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "RCT-004",
                        "A refused recipient has a reason and no state",
                        Cite.answers("state is absent for refused and judging."),
                        "Give each refused recipient a reason of the contract's list, and no state.",
                        AcceptanceCases::refused,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "RCT-005",
                        "A message that was refused for everybody was still accepted",
                        Cite.http("a message refused for every recipient was still accepted with 202."),
                        "Refuse at the door only what can be known there; what judging finds is told by status and receipt.",
                        bench -> bench.judged(bench.give(bench.message(Kind.NOBODY))),
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "RCT-006",
                        "The status of a message that never was is 404",
                        STATUS,
                        "Answer 404 NOT_FOUND.",
                        bench -> Expect.refused(bench.status(bench.freshId()), 404, "NOT_FOUND")),
                Case.of(
                        "RCT-007",
                        "Every message has its receipt",
                        RECEIPTS,
                        "Put a receipt into the sender's queue of receipts for every message, whichever door it came by.",
                        AcceptanceCases::receipt,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "RCT-008",
                        "A receipt says what the status says",
                        RECEIPTS,
                        "Make the data of a receipt the status document.",
                        AcceptanceCases::receiptIsStatus,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "RCT-009",
                        "A receipt that was taken over never comes again",
                        RECEIPTS,
                        "Record the acknowledgement of receipts.",
                        AcceptanceCases::receiptOnce,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "RCT-010",
                        "A receipt that never was cannot be acknowledged",
                        Cite.answers("An ack is 204 … for what was ever leased to the caller, else 404."),
                        "Answer 404 NOT_FOUND to acknowledgements of what was not leased to the caller.",
                        bench -> Expect.refused(
                                bench.sender().post("/v1/receipts/" + bench.freshId() + "/ack"), 404, "NOT_FOUND")),
                Case.of(
                        "RCT-011",
                        "The state goes from queued over fetched to acknowledged",
                        STATUS,
                        "Record leases and acknowledgements, and tell the sender of both in state.",
                        AcceptanceCases::states,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.ALERT)),
                Case.of(
                        "RCT-012",
                        "A released message names its rules and what was removed",
                        Cite.matching("In status, receipt, dry run and ledger a rule is written KEN-UGA.osbp@3/K-U-1"),
                        "Name rules as agreement@version/rule, and list what was removed.",
                        AcceptanceCases::rules,
                        Need.permitted(Kind.ALERT),
                        Need.PARTNER_KEY),
                Case.of(
                        "RCT-013",
                        "Of a message on a person the sender learns that it was processed, no more",
                        PERSON,
                        "Show processed, without reason, rules, removed and transformed, wherever a message has a person.",
                        AcceptanceCases::person,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.PERSON)));
    }

    private static void accepted(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.NOBODY);
        Reply reply = Expect.status(bench.post(message), 202);
        String id = message.path("id").asText();
        Expect.equal("the header Location", "/v1/messages/" + id, path(reply.header("Location")));
        JsonNode body = reply.json();
        Expect.equal("id", id, Expect.member(body, "id", "the answer").asText());
        Expect.equal("source", message.path("source"), Expect.member(body, "source", "the answer"));
        Expect.equal(
                "status",
                "accepted",
                Expect.member(body, "status", "the answer").asText());
        Expect.member(body, "acceptedAt", "the answer");
    }

    /** Of an address that may name the host, too. */
    private static String path(String location) {
        return location.replaceFirst("^https?://[^/]*", "");
    }

    private static void location(Bench bench) throws IOException {
        Reply reply = Expect.status(bench.post(bench.message(Kind.NOBODY)), 202);
        JsonNode status = Expect.status(bench.sender().get(path(reply.header("Location"))), 200)
                .json();
        Expect.equal("acceptedAt in the status", reply.json().path("acceptedAt"), status.path("acceptedAt"));
    }

    private static void judged(Bench bench) throws IOException {
        JsonNode status = bench.judged(bench.give(bench.message(Kind.NOBODY)));
        JsonNode recipients = Expect.member(status, "recipients", "the status");
        Expect.that(!recipients.isEmpty(), "at least one recipient in the status", "none");
        for (JsonNode recipient : recipients) {
            for (String name : List.of("agency", "outcome", "at")) {
                Expect.member(recipient, name, "a recipient of the status");
            }
        }
    }

    private static void refused(Bench bench) throws IOException {
        for (JsonNode recipient :
                bench.judged(bench.give(bench.message(Kind.NOBODY))).path("recipients")) {
            Expect.equal("the outcome", "refused", recipient.path("outcome").asText());
            String reason =
                    Expect.member(recipient, "reason", "a refused recipient").asText();
            Expect.that(reason.matches("[A-Z][A-Z_0-9]+"), "a reason of the contract's list", reason);
            Expect.that(
                    !recipient.has("state"),
                    "no state of a refused recipient",
                    recipient.path("state").asText());
        }
    }

    private static JsonNode receiptOf(Bench bench, String id) throws IOException {
        return bench.receipts()
                .await(1, item -> item.path("message")
                        .path("data")
                        .path("id")
                        .asText()
                        .equals(id))
                .get(0);
    }

    private static void receipt(Bench bench) throws IOException {
        String id = bench.give(bench.message(Kind.NOBODY));
        JsonNode item = receiptOf(bench, id);
        bench.receipts().takeOver(item);
        JsonNode message = item.path("message");
        Expect.equal("the type", "kivuko.receipt.v1", message.path("type").asText());
        Expect.equal("the source", "/hub", message.path("source").asText());
        Expect.equal("to", bench.sender().agency(), message.path("to").asText());
    }

    private static void receiptIsStatus(Bench bench) throws IOException {
        String id = bench.give(bench.message(Kind.NOBODY));
        JsonNode status = bench.judged(id);
        JsonNode item = receiptOf(bench, id);
        bench.receipts().takeOver(item);
        JsonNode data = item.path("message").path("data");
        Expect.that(data.equals(status), "the status document in data: " + Json.text(status), Json.text(data));
    }

    private static void receiptOnce(Bench bench) throws IOException {
        String id = bench.give(bench.message(Kind.NOBODY));
        bench.receipts().takeOver(receiptOf(bench, id));
        for (JsonNode item : bench.receipts().lease(100, "PT0.5S")) {
            boolean same = item.path("message").path("data").path("id").asText().equals(id);
            Expect.that(!same, "no receipt that was taken over", "the same receipt");
        }
    }

    private static void states(Bench bench) throws IOException {
        String id = bench.give(bench.message(Kind.ALERT));
        bench.status(id, "queued");
        JsonNode item = bench.live()
                .await(1, delivery -> Bench.idOf(delivery).equals(id))
                .get(0);
        bench.status(id, "fetched");
        bench.live().takeOver(item);
        bench.status(id, "acknowledged");
    }

    private static void rules(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.ALERT);
        bench.handOver(message);
        JsonNode recipient = bench.outcome(message.path("id").asText());
        for (JsonNode rule : Expect.member(recipient, "rules", "a recipient")) {
            Expect.that(
                    rule.asText().matches("[A-Z-]+\\.[a-z0-9-]+@[0-9]+/.+"),
                    "a rule like KEN-UGA.osbp@3/K-U-1",
                    rule.asText());
        }
        Expect.that(!recipient.path("rules").isEmpty(), "at least one rule", "none");
        Expect.that(
                Expect.member(recipient, "removed", "a recipient").isArray(), "a list in removed", "something else");
    }

    private static void person(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.PERSON);
        bench.handOver(message);
        JsonNode recipient = bench.outcome(message.path("id").asText());
        Expect.equal("the outcome", "processed", recipient.path("outcome").asText());
        for (String name : List.of("reason", "rules", "removed", "transformed")) {
            Expect.that(!recipient.has(name), "no " + name + " beside processed", name);
        }
    }
}
