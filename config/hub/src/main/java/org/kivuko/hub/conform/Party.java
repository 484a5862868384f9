package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** An agency whose key the kit has. Its text does not show the key. */
record Party(Target target, String agency, String key) {
    static final String JSON = "application/cloudevents+json";
    static final String CAP = "application/cap+xml";

    private static final byte[] NOTHING = {};

    String state() {
        return agency.split("\\.", -1)[0];
    }

    Reply get(String path, String... headers) throws IOException {
        return target.call(key, "GET", path, NOTHING, headers);
    }

    Reply call(String method, String path) throws IOException {
        return target.call(key, method, path, NOTHING);
    }

    Reply post(String path, JsonNode body) throws IOException {
        return post(path, Json.write(body), "application/json");
    }

    Reply post(String path, byte[] body, String mediaType) throws IOException {
        return target.call(key, "POST", path, body, "Content-Type", mediaType);
    }

    /** What has no body. */
    Reply post(String path) throws IOException {
        return target.call(key, "POST", path, NOTHING);
    }

    @Override
    public String toString() {
        return agency;
    }
}
