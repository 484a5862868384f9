package org.kivuko.connector.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.http.HttpFields;

/** Sends less: nothing to who has it already, and what is packed to who can unpack it (RFC 9110, 12.5.3 and 13.1.2). */
final class Packing {
    private Packing() {}

    /** The answer as this caller is to get it. */
    static Answer fitting(Answer answer, HttpFields asked) {
        String tag = answer.headers().get("ETag");
        if (tag != null && answer.status() == 200 && isKnown(tag, asked.getValuesList("If-None-Match"))) {
            return new Answer(304, answer.headers(), "", new byte[0]);
        }
        if (answer.packed().length == 0) {
            return answer;
        }
        Answer varying = answer.with("Vary", "Accept-Encoding");
        return takesGzip(asked.getValuesList("Accept-Encoding"))
                ? new Answer(varying.status(), varying.headers(), varying.contentType(), varying.packed())
                        .with("Content-Encoding", "gzip")
                : varying;
    }

    private static boolean isKnown(String tag, List<String> known) {
        return known.stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .map(one -> one.startsWith("W/") ? one.substring(2) : one)
                .anyMatch(one -> one.equals("*") || one.equals(tag));
    }

    private static boolean takesGzip(List<String> encodings) {
        return encodings.stream()
                .flatMap(line -> Arrays.stream(line.toLowerCase(Locale.ROOT).split(",", -1)))
                .map(one -> one.replace(" ", ""))
                .anyMatch(one -> one.equals("gzip") || (one.startsWith("gzip;q=") && !one.matches("gzip;q=0(\\.0*)?")));
    }
}
