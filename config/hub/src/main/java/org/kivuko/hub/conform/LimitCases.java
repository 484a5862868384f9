package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;

/** What cannot be read, and how much is taken. */
final class LimitCases {
    private static final Cite I_JSON = Cite.members("Not I-JSON (RFC 7493) or too deep is 400 UNREADABLE.");
    private static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int DEEP = 70;
    private static final int LONG_HEADER = 20_000;

    private LimitCases() {}

    static Topic topic() {
        return Topic.of(
                "What cannot be read, and limits",
                unreadable("LIM-001", "Nothing at all is refused", message -> ""),
                unreadable(
                        "LIM-002", "Half a document is refused", message -> message.substring(0, message.length() / 2)),
                unreadable("LIM-003", "Something behind the document is refused", message -> message + "x"),
                unreadable("LIM-004", "A byte order mark is refused", message -> "\uFEFF" + message),
                unreadable(
                        "LIM-005",
                        "A name that stands twice in one object is refused",
                        message -> message.replaceFirst("\\{", "{\"purpose\":\"crime\",")),
                unreadable(
                        "LIM-006", "A surrogate that stands alone is refused", message -> text(message, "\\\\ud800")),
                unreadable("LIM-007", "A noncharacter of Unicode is refused", message -> text(message, "\\\\uffff")),
                unreadable(
                        "LIM-008",
                        "A number beyond double precision is refused",
                        message -> with(message, "\"count\":1e999")),
                unreadable(
                        "LIM-009",
                        "A whole number beyond 2^53 is refused",
                        message -> with(message, "\"count\":9007199254740993")),
                unreadable(
                        "LIM-010",
                        "Seventy levels of lists are refused",
                        message -> with(message, "\"deep\":" + "[".repeat(DEEP) + "]".repeat(DEEP))),
                unreadable("LIM-011", "A comment is refused", message -> "/* invented */" + message),
                unreadable(
                        "LIM-012", "What is no number in JSON is refused", message -> with(message, "\"count\":NaN")),
                Case.of(
                        "LIM-013",
                        "Bytes that are not UTF-8 are refused",
                        Cite.messages("application/cloudevents+json, UTF-8"),
                        "Read bodies as UTF-8 and nothing else; refuse other bytes with 400 UNREADABLE.",
                        LimitCases::latin,
                        Need.ADDRESSEE),
                Case.of(
                        "LIM-014",
                        "A body above 2 MiB is refused",
                        Cite.members("The door takes 2 MiB."),
                        "Refuse bodies of more than 2,097,152 bytes with 413 TOO_LARGE.",
                        bench -> Expect.refused(
                                bench.post(padded(bench.alert(), MOST_BYTES + 1), Party.JSON), 413, "TOO_LARGE"),
                        Need.ADDRESSEE),
                Case.of(
                        "LIM-015",
                        "A body of just 2 MiB is taken",
                        Cite.members("The door takes 2 MiB."),
                        "Take bodies of up to 2,097,152 bytes.",
                        bench -> Expect.status(
                                bench.post(padded(bench.message(Kind.NOBODY), MOST_BYTES), Party.JSON), 202),
                        Need.permitted(Kind.NOBODY)),
                Case.of(
                        "LIM-016",
                        "A list where a message is due is refused",
                        Cite.messages("CloudEvents 1.0, structured JSON"),
                        "Refuse JSON that is no object with 422 SCHEMA_VIOLATION at the pointer \"\".",
                        bench -> Expect.refused(
                                bench.post("[]".getBytes(StandardCharsets.UTF_8), Party.JSON),
                                422,
                                "SCHEMA_VIOLATION",
                                "")),
                Case.of(
                        "LIM-017",
                        "A head beyond all measure is refused, and the next call answered",
                        Cite.invariant("I8 bounded. Time, memory and disk stay bounded under … hostile input."),
                        "Refuse header fields beyond your limit with 431, and go on serving others.",
                        LimitCases::head),
                Case.of(
                        "LIM-018",
                        "A batch of events is no message",
                        Cite.members(
                                "Media types: application/cloudevents+json, application/json; CAP: application/cap+xml, application/xml, text/xml."),
                        "Answer other media types with 415 MEDIA_TYPE.",
                        bench -> Expect.refused(
                                bench.post(
                                        ("[" + Json.text(bench.alert()) + "]").getBytes(StandardCharsets.UTF_8),
                                        "application/cloudevents-batch+json"),
                                415,
                                "MEDIA_TYPE"),
                        Need.ADDRESSEE));
    }

    private static Case unreadable(String id, String title, Function<String, String> change) {
        return Case.of(
                id,
                title,
                I_JSON,
                "Read JSON strictly (RFC 8259, RFC 7493, at most 64 levels) and refuse everything else with 400 UNREADABLE, before its members are looked at.",
                bench -> Expect.refused(
                        bench.post(change.apply(Json.text(bench.alert())).getBytes(StandardCharsets.UTF_8), Party.JSON),
                        400,
                        "UNREADABLE"),
                Need.ADDRESSEE);
    }

    /** The document with one more member. */
    private static String with(String message, String member) {
        return message.substring(0, message.length() - 1) + "," + member + "}";
    }

    /** The document with this in a text. */
    private static String text(String message, String characters) {
        return message.replaceFirst("Invented", "Invented" + characters);
    }

    private static void latin(Bench bench) throws IOException {
        byte[] body = text(Json.text(bench.alert()), "é").getBytes(StandardCharsets.ISO_8859_1);
        Expect.refused(bench.post(body, Party.JSON), 400, "UNREADABLE");
    }

    private static byte[] padded(ObjectNode message, int bytes) {
        byte[] document = Json.write(message);
        byte[] padded = Arrays.copyOf(document, bytes);
        Arrays.fill(padded, document.length, bytes, (byte) ' ');
        return padded;
    }

    private static void head(Bench bench) throws IOException {
        Reply reply = bench.sender().get("/v1/agreements", "X-Invented", "x".repeat(LONG_HEADER));
        Expect.that(
                Set.of(400, 413, 431).contains(reply.status()),
                "HTTP 431 to a header field of " + LONG_HEADER + " bytes",
                reply.toString());
        Expect.status(bench.sender().get("/v1/agreements"), 200);
    }
}
