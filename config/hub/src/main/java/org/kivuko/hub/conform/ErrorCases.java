package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The form of refusals. */
final class ErrorCases {
    private static final Cite FORM = Cite.http(
            "Errors are RFC 9457 application/problem+json with type, title, status, detail, code (a reason) and, where a place is at fault, errors: [{pointer, detail}] - all of them at once.");
    private static final Cite ENTRIES = Cite.answers(
            "Each entry of errors has its own code, sorted by pointer; the outer one is the first entry's.");
    private static final Cite CODES =
            Cite.answers("NOT_FOUND 404, METHOD 405, NOT_ALLOWED 403 (known caller, no right)");
    private static final String SECRET = "unmistakably";

    private ErrorCases() {}

    static Topic topic() {
        return Topic.of(
                "The form of refusals",
                shape(
                        "ERR-001",
                        "A refused message is answered with a whole problem document",
                        bench -> bench.post(faulty(bench))),
                shape("ERR-002", "What is not there is answered with a whole problem document", bench -> bench.sender()
                        .get("/v1/messages/" + bench.freshId())),
                shape("ERR-003", "A call without key is answered with a whole problem document", bench -> bench.target()
                        .call("", "GET", "/v1/inbox", new byte[0])),
                shape(
                        "ERR-004",
                        "An unreadable message is answered with a whole problem document",
                        bench -> bench.post("{".getBytes(StandardCharsets.UTF_8), Party.JSON)),
                Case.of(
                        "ERR-005",
                        "All faults are shown at once",
                        FORM,
                        "Go on reading after a fault, and show all of them in errors.",
                        bench -> Expect.refused(
                                bench.post(faulty(bench)),
                                422,
                                "SCHEMA_VIOLATION",
                                "/colour",
                                "/data/urgency",
                                "/purpose",
                                "/time"),
                        Need.ADDRESSEE),
                Case.of(
                        "ERR-006",
                        "Faults are sorted by their places",
                        ENTRIES,
                        "Sort errors by pointer.",
                        bench -> Expect.equal(
                                "the pointers, sorted,",
                                List.of("/colour", "/data/urgency", "/purpose", "/time"),
                                bench.post(faulty(bench)).pointers()),
                        Need.ADDRESSEE),
                Case.of(
                        "ERR-007",
                        "Each fault has a code and a detail of its own",
                        ENTRIES,
                        "Give each entry of errors pointer, detail and code.",
                        ErrorCases::entries,
                        Need.ADDRESSEE),
                Case.of(
                        "ERR-008",
                        "The code of the whole is that of the first fault",
                        ENTRIES,
                        "Take the outer code from the first entry of errors.",
                        ErrorCases::outer,
                        Need.ADDRESSEE),
                Case.of(
                        "ERR-009",
                        "Nothing of what was sent stands in a refusal",
                        Cite.invariant("I3 nothing leaks"),
                        "Name the place and what was expected; never quote what was found.",
                        bench -> {
                            ObjectNode message = bench.alert();
                            message.put("purpose", SECRET).put("handling", SECRET);
                            Expect.that(
                                    !bench.post(message).text().contains(SECRET),
                                    "a refusal without the words that were sent",
                                    "the words that were sent");
                        },
                        Need.ADDRESSEE),
                Case.of(
                        "ERR-010",
                        "A path that is not there is 404",
                        CODES,
                        "Answer 404 NOT_FOUND.",
                        bench -> Expect.refused(bench.sender().get("/v1/nothing"), 404, "NOT_FOUND")),
                Case.of(
                        "ERR-011",
                        "A method that is not offered is 405",
                        CODES,
                        "Answer 405 METHOD, and say in Allow what is offered.",
                        bench -> {
                            Reply reply = Expect.refused(bench.sender().call("DELETE", "/v1/messages"), 405, "METHOD");
                            Expect.that(
                                    reply.header("Allow").contains("POST"),
                                    "POST in the header Allow",
                                    reply.header("Allow") + " in it");
                        }),
                Case.of(
                        "ERR-012",
                        "A parameter that nobody knows is refused",
                        Cite.description(
                                "Unknown and doubled query parameters are refused: a misspelt chanel=exercise would otherwise fetch live traffic."),
                        "Refuse unknown query parameters with 400 SCHEMA_VIOLATION.",
                        bench -> Expect.refused(bench.sender().get("/v1/receipts?maximum=1"), 400, "SCHEMA_VIOLATION")),
                Case.of(
                        "ERR-013",
                        "A parameter that stands twice is refused",
                        Cite.description("Unknown and doubled query parameters are refused"),
                        "Refuse doubled query parameters with 400 SCHEMA_VIOLATION.",
                        bench -> Expect.refused(
                                bench.sender().get("/v1/receipts?max=1&max=2"), 400, "SCHEMA_VIOLATION")),
                Case.of(
                        "ERR-014",
                        "Parameters beside JSON are refused",
                        Cite.cap("A query parameter (to purpose handling post status) replaces what CAP says."),
                        "Refuse such parameters beside JSON with 400: ignored, their sender would never know.",
                        bench -> Expect.refused(
                                bench.post(Json.write(bench.alert()), Party.JSON, "?purpose=crime"),
                                400,
                                "SCHEMA_VIOLATION"),
                        Need.ADDRESSEE));
    }

    private interface Ask {
        Reply of(Bench bench) throws IOException;
    }

    private static Case shape(String id, String title, Ask ask) {
        return Case.of(
                id,
                title,
                FORM,
                "Answer every error as application/problem+json with type, title, status, detail and code.",
                bench -> problem(ask.of(bench)),
                Need.ADDRESSEE);
    }

    private static void problem(Reply reply) {
        Expect.that(reply.status() >= 400, "an error in answer to " + reply.call(), reply.toString());
        Expect.equal("the media type", "application/problem+json", reply.mediaType());
        JsonNode body = reply.json();
        for (String name : List.of("type", "title", "detail", "code")) {
            Expect.that(!Expect.member(body, name, "the problem").asText().isEmpty(), "words in " + name, "none");
        }
        Expect.equal("status in the body", reply.status(), body.path("status").asInt());
    }

    private static ObjectNode faulty(Bench bench) {
        ObjectNode message = bench.alert();
        message.put("purpose", "curiosity").put("time", "yesterday").put("colour", "red");
        Wrong.data(message).put("urgency", "now");
        return message;
    }

    private static void entries(Bench bench) throws IOException {
        for (JsonNode error : Expect.member(bench.post(faulty(bench)).json(), "errors", "the problem")) {
            for (String name : List.of("pointer", "detail", "code")) {
                Expect.that(
                        !Expect.member(error, name, "an entry of errors")
                                .asText()
                                .isEmpty(),
                        "words in " + name,
                        "none");
            }
        }
    }

    private static void outer(Bench bench) throws IOException {
        ObjectNode message = bench.alert();
        message.remove("expires");
        Wrong.data(message).put("urgency", "now");
        JsonNode problem = bench.post(message).json();
        JsonNode errors = Expect.member(problem, "errors", "the problem");
        Expect.equal(
                "the codes",
                List.of("SCHEMA_VIOLATION", "CAP_13"),
                List.of(
                        errors.path(0).path("code").asText(),
                        errors.path(1).path("code").asText()));
        Expect.equal(
                "the outer code",
                errors.path(0).path("code").asText(),
                problem.path("code").asText());
    }
}
