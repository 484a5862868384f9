package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The same message again, and other messages under the same id. */
final class DuplicateCases {
    private static final Cite AGAIN = Cite.http(
            "same key and content again: 200 with the first receipt, whichever door took the first; other content: 409");
    private static final Cite DIGEST =
            Cite.http("The digest … is over the canonical JSON (RFC 8785) without traceparent");
    private static final Cite FREE = Cite.http("a key is taken only by an accepted message");
    private static final Cite ONCE = Cite.invariant(
            "I2 nothing doubled. (source, id) reaches a recipient's inbox once, whatever is resent, killed or raced.");

    private DuplicateCases() {}

    static Topic topic() {
        String canonical =
                "Compare the canonical form (RFC 8785) of what was sent, without traceparent, not its bytes.";
        return Topic.of(
                "Duplicates and conflicts",
                Case.of(
                        "DUP-001",
                        "The same message again is answered with 200 and the first receipt",
                        AGAIN,
                        "Remember source and id with a digest; answer the same again with 200 and acceptedAt of the first.",
                        DuplicateCases::again,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "DUP-002",
                        "Ten times the same is accepted once",
                        AGAIN,
                        "Remember source and id for ever: only the first is 202.",
                        DuplicateCases::tenTimes,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "DUP-003",
                        "Other content under the same id is a conflict",
                        AGAIN,
                        "Refuse other content under a known source and id with 409 CONFLICT.",
                        bench -> conflict(bench, message -> message.put("handling", "H1")),
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "DUP-004",
                        "After a conflict the first still stands",
                        Cite.invariant(
                                "The same key with other content is a conflict: the first stands, the second is refused with CONFLICT."),
                        "Let a refused message change nothing: the first is answered with 200 as before.",
                        DuplicateCases::firstStands,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "DUP-005",
                        "Other whitespace and another order of members are the same content",
                        DIGEST,
                        canonical,
                        DuplicateCases::rewritten,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "DUP-006",
                        "Another trace context is the same content",
                        DIGEST,
                        canonical,
                        DuplicateCases::traced,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "DUP-007",
                        "Escaped characters are the same content",
                        DIGEST,
                        canonical,
                        DuplicateCases::escaped,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "DUP-008",
                        "The same instant in another zone is other content",
                        DIGEST,
                        "Compare the texts of the message; two ways to write an instant are two contents.",
                        bench -> conflict(
                                bench,
                                message -> message.put(
                                        "time", message.path("time").asText().replace("Z", "+00:00"))),
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "DUP-009",
                        "The order of a list is content",
                        DIGEST,
                        canonical,
                        bench -> {
                            ObjectNode message = bench.message(Kind.NOBODY);
                            Wrong.data(message).set("category", Json.list("Security", "Health"));
                            bench.give(message);
                            Wrong.data(message).set("category", Json.list("Health", "Security"));
                            Expect.refused(bench.post(message), 409, "CONFLICT");
                        },
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "DUP-010",
                        "A refused message does not take its id",
                        FREE,
                        "Remember ids of accepted messages alone.",
                        DuplicateCases::refusedFirst,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "DUP-011",
                        "A dry run does not take an id",
                        Cite.answers("Dry runs take no key"),
                        "Keep nothing of a dry run but who asked, when, for which type and the outcomes.",
                        DuplicateCases::dryFirst,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "DUP-012",
                        "What was posted three times reaches the recipient once",
                        ONCE,
                        "Hand over each source and id once.",
                        DuplicateCases::deliveredOnce,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.ALERT)),
                Case.of(
                        "DUP-013",
                        "A duplicate is known after it was acknowledged, too",
                        ONCE,
                        "Remember source and id beyond the end of a delivery.",
                        DuplicateCases::afterTheEnd,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.ALERT)));
    }

    private interface Change {
        void of(ObjectNode message);
    }

    private static void conflict(Bench bench, Change change) throws IOException {
        ObjectNode message = bench.message(Kind.NOBODY);
        bench.give(message);
        change.of(message);
        Expect.refused(bench.post(message), 409, "CONFLICT");
    }

    private static void again(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.NOBODY);
        JsonNode first = Expect.status(bench.post(message), 202).json();
        JsonNode second = Expect.status(bench.post(message), 200).json();
        Expect.equal("the receipt", first, second);
    }

    private static void tenTimes(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.NOBODY);
        bench.give(message);
        for (int i = 1; i < 10; i++) {
            Expect.status(bench.post(message), 200);
        }
    }

    private static void firstStands(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.NOBODY);
        JsonNode first = Expect.status(bench.post(message), 202).json();
        Expect.refused(bench.post(message.deepCopy().put("handling", "H1")), 409, "CONFLICT");
        Expect.equal(
                "the first receipt",
                first,
                Expect.status(bench.post(message), 200).json());
    }

    private static void rewritten(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.NOBODY);
        bench.give(message);
        ObjectNode turned = Json.object();
        turned.set("data", message.get("data"));
        message.properties().forEach(member -> turned.set(member.getKey(), member.getValue()));
        String spaced = turned.toPrettyString() + "\n";
        Expect.status(bench.post(spaced.getBytes(StandardCharsets.UTF_8), Party.JSON), 200);
    }

    private static void traced(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.NOBODY);
        bench.give(message);
        message.put("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        Expect.status(bench.post(message), 200);
    }

    private static void escaped(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.NOBODY);
        bench.give(message);
        String other = Json.text(message).replaceFirst("Invented", "\\\\u0049nvented");
        Expect.status(bench.post(other.getBytes(StandardCharsets.UTF_8), Party.JSON), 200);
    }

    private static void refusedFirst(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.NOBODY);
        Expect.refused(bench.post(message.deepCopy().put("handling", "H9")), 422, "SCHEMA_VIOLATION", "/handling");
        bench.give(message);
    }

    private static void dryFirst(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.NOBODY);
        bench.decide(message);
        Expect.refused(bench.status(message.path("id").asText()), 404, "NOT_FOUND");
        bench.give(message);
    }

    private static void deliveredOnce(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.ALERT);
        bench.give(message);
        Expect.status(bench.post(message), 200);
        Expect.status(bench.post(message), 200);
        ObjectNode last = bench.message(Kind.ALERT);
        bench.give(last);
        String id = message.path("id").asText();
        String lastId = last.path("id").asText();
        var items = bench.live()
                .await(
                        2,
                        item -> Bench.idOf(item).equals(id) || Bench.idOf(item).equals(lastId));
        for (JsonNode item : items) {
            bench.live().takeOver(item);
        }
        Expect.equal(
                "deliveries of this message before the one behind it",
                1L,
                items.stream().filter(item -> Bench.idOf(item).equals(id)).count());
    }

    private static void afterTheEnd(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.ALERT);
        bench.handOver(message);
        Expect.status(bench.post(message), 200);
        for (JsonNode item : bench.live().lease(100, "PT0.5S")) {
            Expect.that(
                    !Bench.idOf(item).equals(message.path("id").asText()), "no second delivery", "a second delivery");
        }
    }
}
