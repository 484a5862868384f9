package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Who gets in, and what is whose. */
final class AccessCases {
    private static final Cite KEY = Cite.http("Authorization: Bearer KEY");
    private static final Cite CODES = Cite.answers("NOT_AUTHENTICATED 401, … NOT_ALLOWED 403 (known caller, no right)");
    private static final Cite YOURS = Cite.http("What is not yours and what does not exist are both 404.");
    private static final byte[] NOTHING = {};

    private AccessCases() {}

    static Topic topic() {
        String remedy =
                "Answer calls without a key that counts with 401 NOT_AUTHENTICATED, before anything else is looked at.";
        return Topic.of(
                "Who gets in",
                closed("AUT-001", "Nobody posts without a key", "POST", "/v1/messages"),
                closed("AUT-002", "Nobody fetches without a key", "GET", "/v1/inbox"),
                closed("AUT-003", "Nobody fetches receipts without a key", "GET", "/v1/receipts"),
                closed("AUT-004", "Nobody acknowledges without a key", "POST", "/v1/inbox/x/ack"),
                closed("AUT-005", "Nobody asks for a status without a key", "GET", "/v1/messages/x"),
                closed("AUT-006", "Nobody makes a dry run without a key", "POST", "/v1/decisions"),
                closed("AUT-007", "Nobody reads agreements without a key", "GET", "/v1/agreements"),
                Case.of(
                        "AUT-008",
                        "A key that nobody gave out is refused",
                        KEY,
                        remedy,
                        bench -> Expect.refused(
                                bench.target().call("invented-" + bench.freshId(), "GET", "/v1/agreements", NOTHING),
                                401,
                                "NOT_AUTHENTICATED")),
                Case.of(
                        "AUT-009",
                        "Half a key is refused",
                        KEY,
                        remedy,
                        bench -> Expect.refused(
                                bench.target()
                                        .call(
                                                bench.sender()
                                                        .key()
                                                        .substring(
                                                                0,
                                                                bench.sender()
                                                                                .key()
                                                                                .length()
                                                                        / 2),
                                                "GET",
                                                "/v1/agreements",
                                                NOTHING),
                                401,
                                "NOT_AUTHENTICATED")),
                Case.of(
                        "AUT-010",
                        "A key as a password is refused",
                        KEY,
                        remedy,
                        bench -> Expect.refused(
                                bench.target()
                                        .call(
                                                "",
                                                "GET",
                                                "/v1/agreements",
                                                NOTHING,
                                                "Authorization",
                                                "Basic " + basic(bench.sender())),
                                401,
                                "NOT_AUTHENTICATED")),
                Case.of(
                        "AUT-011",
                        "An agency has no right to what is for operators",
                        CODES,
                        "Answer 403 NOT_ALLOWED to an agency that makes an operators' call.",
                        bench -> Expect.refused(bench.sender().get("/v1/ops/queues"), 403, "NOT_ALLOWED")),
                Case.of(
                        "AUT-012",
                        "A path that is not there is no secret to be told apart without a key",
                        CODES,
                        remedy,
                        bench -> Expect.refused(
                                bench.target().call("", "GET", "/v1/nothing", NOTHING), 401, "NOT_AUTHENTICATED")),
                Case.of(
                        "AUT-013",
                        "The status of another's message is as if it were not there",
                        YOURS,
                        "Answer 404 NOT_FOUND for messages of others, like for those that never were.",
                        AccessCases::notYours,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "AUT-014",
                        "Nobody speaks in another's name, and the name stays free",
                        Cite.messages("source: must be the authenticated agency"),
                        "Compare source with the agency of the key, and refuse with 403 NOT_SENDER; nothing is kept.",
                        AccessCases::otherName,
                        Need.PARTNER_KEY,
                        Need.permitted(Kind.NOBODY)));
    }

    private static Case closed(String id, String title, String method, String path) {
        return Case.of(
                id,
                title,
                CODES,
                "Answer 401 NOT_AUTHENTICATED to a call without a key that counts, before anything else is looked at.",
                bench -> Expect.refused(bench.target().call("", method, path, NOTHING), 401, "NOT_AUTHENTICATED"));
    }

    private static String basic(Party party) {
        return Base64.getEncoder()
                .encodeToString((party.agency() + ":" + party.key()).getBytes(StandardCharsets.UTF_8));
    }

    private static void notYours(Bench bench) throws IOException {
        String id = bench.give(bench.message(Kind.NOBODY));
        Reply others = Expect.refused(bench.partner().get("/v1/messages/" + id), 404, "NOT_FOUND");
        Reply never = Expect.refused(bench.partner().get("/v1/messages/" + bench.freshId()), 404, "NOT_FOUND");
        Expect.that(
                others.text().equals(never.text()), "the same answer as for a message that never was", "another one");
    }

    private static void otherName(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.NOBODY);
        Expect.refused(
                bench.partner().post("/v1/messages", Json.write(message), Party.JSON), 403, "NOT_SENDER", "/source");
        bench.give(message);
    }
}
