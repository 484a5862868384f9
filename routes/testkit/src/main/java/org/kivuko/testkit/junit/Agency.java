package org.kivuko.testkit.junit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;

/** An agency that a test speaks for, at the HTTP door of its hub. Not thread-safe. */
public final class Agency {
    private static final String JSON = "application/cloudevents+json";

    private final Kivuko hub;
    private final AgencyId id;

    Agency(Kivuko hub, AgencyId id) {
        this.hub = hub;
        this.id = id;
    }

    /** Posts a message as JSON. */
    public Posted posts(String message) {
        return posts(message.getBytes(StandardCharsets.UTF_8), JSON);
    }

    /** Posts the message in a file: CAP where its name ends on {@code .xml}, else JSON. */
    public Posted posts(Path file) {
        try {
            boolean cap = file.toString().endsWith(".xml");
            return posts(Files.readAllBytes(file), cap ? "application/cap+xml" : JSON);
        } catch (IOException e) {
            throw new UncheckedIOException("the message of this test cannot be read", e);
        }
    }

    /** Posts a message that was built in memory. */
    public Posted posts(JsonNode message) {
        return posts(MessageJson.write(message), JSON);
    }

    /** The same. */
    public Posted posts(Map<String, ?> message) {
        return posts(TestMessage.of(message));
    }

    /** The same. */
    public Posted posts(TestMessage message) {
        return posts(message.json());
    }

    /** Posts any body. */
    public Posted posts(byte[] body, String contentType) {
        return hub.run().post(id, body, contentType);
    }

    /** The key with which it comes in by any door. */
    public String key() {
        return hub.key(id.toString());
    }

    @Override
    public String toString() {
        return id.toString();
    }
}
