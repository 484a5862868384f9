package org.kivuko.model.cap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.model.Code;

/** What CAP 1.1 writes otherwise than 1.2: the same alert in both becomes the same event. */
final class Cap11 {
    /** XML namespace of CAP 1.1. */
    static final String NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.1";

    /** 1.2 demands a media type for every resource; this one (RFC 2046, 4.5.1) says that none is known. */
    private static final String UNKNOWN_MEDIA = "application/octet-stream";

    private static final String MEDIA = "mimeType";
    private static final Pattern DATE_TIME =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d{1,12})?(Z|[-+]\\d\\d:\\d\\d)");
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final Set<String> LATER_RESPONSES = Set.of("Avoid", "AllClear");

    private Cap11() {}

    /** The text of an element as 1.2 writes it. */
    static String text(String name, CapElement.Text form, String found) {
        if (form.otherwise() == Code.CAP_02) {
            return time(found.strip());
        }
        return name.equals("references")
                ? SPACE.splitAsStream(found.strip()).map(Cap11::triple).collect(Collectors.joining(" "))
                : found;
    }

    /** Whether 1.1 has this word at all. */
    static boolean knows(String name, String found) {
        return !name.equals("responseType") || !LATER_RESPONSES.contains(found);
    }

    /** Adds what 1.2 demands and 1.1 does not. */
    static void complete(CapElement form, ObjectNode into) {
        if (form.name().equals(MEDIA) && !into.has(MEDIA)) {
            into.put(MEDIA, UNKNOWN_MEDIA);
        }
    }

    /** Any time with an offset, to the second; what is none stays as it is, and is refused. */
    private static String time(String found) {
        Matcher parts = DATE_TIME.matcher(found);
        return parts.matches() ? parts.group(1) + (parts.group(2).equals("Z") ? "+00:00" : parts.group(2)) : found;
    }

    private static String triple(String token) {
        int last = token.lastIndexOf(',');
        return last < 0
                ? token
                : Stream.of(token.substring(0, last), time(token.substring(last + 1)))
                        .collect(Collectors.joining(","));
    }
}
