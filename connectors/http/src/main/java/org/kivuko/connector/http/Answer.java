package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.kivuko.model.MessageJson;
import org.kivuko.operations.people.AuditEnd;
import org.kivuko.operations.people.AuditOutcome;

/**
 * What a call is answered with.
 *
 * @param headers beside the content type and those that every answer carries
 * @param contentType empty for an answer without content
 * @param noted what the audit is to say beside what the call itself says
 * @param packed the body by gzip, for whoever takes that; empty where it is only sent as it is
 * @param stream writes the body bit by bit, once the headers are set; empty where it is sent whole
 */
record Answer(
        int status,
        Map<String, String> headers,
        String contentType,
        byte[] body,
        Optional<Noted> noted,
        byte[] packed,
        Optional<EventStreams.Stream> stream) {
    static final String JSON = "application/json";

    private static final int DELETE = 127;

    Answer {
        headers = Map.copyOf(headers);
    }

    /**
     * For the audit; nothing of it goes to the caller.
     *
     * @param target what the act was about, where its path does not say it; else empty
     * @param before the state before, short and without personal data; missing where there is none
     * @param after the state after, likewise
     */
    record Noted(String target, JsonNode before, JsonNode after) {
        AuditEnd end(AuditOutcome outcome) {
            return new AuditEnd(outcome, target, text(before), text(after));
        }

        private static String text(JsonNode state) {
            return state.isMissingNode() ? "" : state.toString();
        }
    }

    Answer(int status, Map<String, String> headers, String contentType, byte[] body) {
        this(status, headers, contentType, body, Optional.empty(), new byte[0]);
    }

    Answer(
            int status,
            Map<String, String> headers,
            String contentType,
            byte[] body,
            Optional<Noted> noted,
            byte[] packed) {
        this(status, headers, contentType, body, noted, packed, Optional.empty());
    }

    static Answer json(int status, JsonNode document) {
        return new Answer(status, Map.of(), JSON, MessageJson.write(document));
    }

    static Answer content(String contentType, byte[] body) {
        return new Answer(200, Map.of(), contentType, body);
    }

    static Answer empty(int status) {
        return new Answer(status, Map.of(), "", new byte[0]);
    }

    /** @throws IllegalArgumentException where the value would break its head: somebody let a caller's words through */
    Answer with(String header, String value) {
        if (value.chars().anyMatch(unit -> unit < ' ' || unit >= DELETE)) {
            throw new IllegalArgumentException("a head that would be two: " + header);
        }
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, contentType, body, noted, packed, stream);
    }

    /** With what the audit is to say of it: the states before and after. */
    Answer noting(JsonNode before, JsonNode after) {
        return noting("", before, after);
    }

    /** The same with what it was about, where the path of the call does not say it. */
    Answer noting(String target, JsonNode before, JsonNode after) {
        return new Answer(status, headers, contentType, body, Optional.of(new Noted(target, before, after)), packed);
    }

    /** The same, whose body goes on. */
    Answer streaming(EventStreams.Stream open) {
        return new Answer(status, headers, contentType, body, noted, packed, Optional.of(open));
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Answer[" + status + " " + contentType + " " + body.length + " bytes]";
    }
}
