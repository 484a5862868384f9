package org.kivuko.testkit;

import java.util.List;
import java.util.stream.Stream;

/** What has no place in an identifier, and where in it it may be hidden. Immutable. */
public final class HostileText {
    /** One of each kind: controls, marks of direction, no width, not NFC, other scripts, no characters at all. */
    public static final List<String> PARTS = List.of(
            "\0",
            "\u0001",
            "\t",
            "\n",
            "\r\n",
            "\u001b",
            "\u007f",
            "\u0085",
            "\u009b",
            "\u00a0",
            "\u00ad",
            "\u061c",
            "\u200b",
            "\u200d",
            "\u200e",
            "\u2028",
            "\u202e",
            "\u2060",
            "\u2066",
            "\ufeff",
            "\ufe0f",
            "e\u0301",
            "\u0410",
            "\u0430",
            "\u212a",
            "\uff21",
            "\uff0e",
            "\u0660",
            "\ud800",
            "\udc00",
            "\uffff",
            "\udb40\udc41",
            "\ud835\udc00");

    private HostileText() {}

    /** An identifier with each of them at its beginning, inside it and at its end. */
    public static Stream<String> inside(String identifier) {
        int middle = identifier.length() / 2;
        return PARTS.stream()
                .flatMap(part -> Stream.of(
                        part + identifier,
                        identifier.substring(0, middle) + part + identifier.substring(middle),
                        identifier + part));
    }

    /** A text as others can read it, when a test has failed. */
    public static String shown(String text) {
        var shown = new StringBuilder();
        text.chars()
                .forEach(unit -> shown.append(
                        unit > ' ' && unit < 0x7f ? String.valueOf((char) unit) : String.format("\\u%04x", unit)));
        return shown.toString();
    }
}
