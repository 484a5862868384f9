package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Scripts, marks and what looks alike. */
final class UnicodeCases {
    private static final Cite AS_SENT = Cite.cap("nothing is normalised");
    private static final int LONGEST = 65_536;

    private UnicodeCases() {}

    static Topic topic() {
        Wrong texts = Wrong.alert(Cite.messages(
                "data of an alert: texts[]; the schema: no control characters, at most 65,536 characters"));
        Wrong codes = Wrong.alert(Cite.messages("id: 1 to 128 of A-Z a-z 0-9 . _ : -; source: /agencies/KEN.DIS"));
        return Topic.of(
                "Unicode",
                crosses(
                        "UNI-001",
                        "Text in composed and decomposed letters crosses as it was sent",
                        "caf\u00e9 cafe\u0301"),
                crosses(
                        "UNI-002",
                        "Amharic, Arabic and Somali cross as they were sent",
                        "\u12cd\u1223\u120d \u062a\u062d\u0630\u064a\u0631 Digniin"),
                crosses(
                        "UNI-003",
                        "Marks that turn the order of a line cross as they were sent",
                        "\u200f\u0627\u0644\u0646\u0635\u200e A \u2067B\u2069"),
                crosses("UNI-004", "Joiners without width cross as they were sent", "\u0645\u06cc\u200c\u062e \u200b!"),
                crosses(
                        "UNI-005",
                        "Letters beyond the first plane cross as they were sent",
                        "\ud83d\udea7 \ud834\udd1e \ud801\udc00"),
                crosses(
                        "UNI-006",
                        "Quotes, backslashes and markup cross as they were sent",
                        "\"\\ <b>&amp;</b> \u2028 /"),
                crosses(
                        "UNI-007",
                        "A text of 65,536 characters crosses whole",
                        "\u12a0".repeat(1000) + "x".repeat(LONGEST - 1000)),
                crosses("UNI-008", "Line ends and tabulators cross as they were sent", "one\n\ttwo\r\nthree"),
                texts.of(
                        "UNI-009",
                        "A text of 65,537 characters is refused",
                        event -> text(event, "x".repeat(LONGEST + 1)),
                        "/data/texts/0/event"),
                texts.of(
                        "UNI-010",
                        "A control character in a text is refused",
                        event -> text(event, "a\u0000b"),
                        "/data/texts/0/event"),
                texts.of(
                        "UNI-011",
                        "What a terminal obeys is refused in a text",
                        event -> text(event, "a\u001b[31mb"),
                        "/data/texts/0/event"),
                codes.of(
                        "UNI-012",
                        "A letter that only looks like Latin is refused in source",
                        event -> event.put(
                                "source", event.path("source").asText().replaceFirst("[A-Z]", "\u0410")),
                        "/source"),
                codes.of(
                        "UNI-013",
                        "A letter that only looks like Latin is refused in an address",
                        event -> event.put("to", "UG\u0410"),
                        "/to"),
                codes.of(
                        "UNI-014",
                        "An id in other letters is refused",
                        event -> event.put("id", "conform-\u00e9"),
                        "/id"),
                codes.of(
                        "UNI-015",
                        "Digits of another script are refused in a time",
                        event -> event.put("time", event.path("time").asText().replace('2', '\u0662')),
                        "/time"),
                codes.of(
                        "UNI-016",
                        "Wide letters are refused in an address",
                        event -> event.put("to", "\uff35\uff27\uff21"),
                        "/to"),
                Case.of(
                        "UNI-017",
                        "The same letters composed and decomposed are other content",
                        Cite.http("The digest … is over the canonical JSON (RFC 8785)"),
                        "Compare the characters that were sent; do not normalise before you compare.",
                        UnicodeCases::otherContent,
                        Need.permitted(Kind.NOBODY)));
    }

    private static void text(ObjectNode event, String text) {
        ((ObjectNode) event.path("data").path("texts").path(0)).put("event", text);
    }

    private static Case crosses(String id, String title, String text) {
        return Case.of(
                id,
                title,
                AS_SENT,
                "Read and write UTF-8, and hand over what an agreement keeps character by character: no normalisation, no taking out.",
                bench -> {
                    ObjectNode message = bench.message(Kind.WHOLE);
                    text(message, text);
                    JsonNode item = bench.handOver(message).get(0);
                    String got = item.path("message")
                            .path("data")
                            .path("texts")
                            .path(0)
                            .path("event")
                            .asText();
                    Expect.that(got.equals(text), "the text as it was sent: " + escaped(text), escaped(got));
                },
                Need.PARTNER_KEY,
                Need.permitted(Kind.WHOLE));
    }

    private static void otherContent(Bench bench) throws IOException {
        ObjectNode message = bench.message(Kind.NOBODY);
        text(message, "caf\u00e9");
        bench.give(message);
        text(message, "cafe\u0301");
        Expect.refused(bench.post(message), 409, "CONFLICT");
    }

    /** So that readers see what they cannot tell apart; the beginning of long texts. */
    static String escaped(String text) {
        var shown = new StringBuilder();
        text.codePoints().limit(60).forEach(point -> {
            if (point > ' ' && point < 0x7f) {
                shown.appendCodePoint(point);
            } else {
                shown.append(point == ' ' ? " " : String.format("\\u{%x}", point));
            }
        });
        int length = text.codePointCount(0, text.length());
        return length <= 60 ? shown.toString() : shown + "… (" + length + " characters)";
    }
}
