package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a target answered. Its text names the status and the code, never what is in an inbox. */
record Reply(String call, int status, HttpHeaders headers, byte[] body) {
    /** One header; empty where it is not there. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** The media type without its parameters, in small letters. */
    String mediaType() {
        return header("Content-Type").split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** @throws Deviation where the body is not JSON */
    JsonNode json() {
        try {
            JsonNode tree = Json.read(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (IOException notJson) {
            throw new Deviation("a JSON object in UTF-8 in answer to " + call, this + ", whose body is none");
        }
        throw new Deviation("a JSON object in answer to " + call, this + ", whose body is none");
    }

    /** The code of a problem; empty where there is none. */
    String code() {
        return problem().path("code").asText();
    }

    /** Where the faults are, in the order in which they stand. */
    List<String> pointers() {
        var pointers = new ArrayList<String>();
        problem()
                .path("errors")
                .forEach(error -> pointers.add(
                        error.hasNonNull("pointer") ? error.get("pointer").asText() : "(no pointer)"));
        return pointers;
    }

    /** The body, empty where it is not JSON. */
    private JsonNode problem() {
        try {
            return Json.read(body);
        } catch (IOException notJson) {
            return Json.object();
        }
    }

    @Override
    public String toString() {
        String said = "HTTP " + status;
        if (status >= 400) {
            said += code().isEmpty() ? " without a code" : " " + code();
            said += pointers().isEmpty() ? "" : " at " + Expect.places(pointers());
        }
        return said;
    }
}
