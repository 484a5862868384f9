package org.kivuko.connector.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import org.kivuko.model.MessageJson;

/**
 * What a call is answered with.
 *
 * @param headers beside the content type and those that every answer carries
 * @param contentType empty for an answer without content
 */
record Answer(int status, Map<String, String> headers, String contentType, byte[] body) {
    static final String JSON = "application/json";

    Answer {
        headers = Map.copyOf(headers);
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

    Answer with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, contentType, body);
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Answer[" + status + " " + contentType + " " + body.length + " bytes]";
    }
}
