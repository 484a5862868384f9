package org.kivuko.hub.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The texts that come with the program. */
final class Resources {
    private Resources() {}

    static String text(String name) {
        try (var stream = Template.class.getResourceAsStream("/templates/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("the program lacks its own text templates/" + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
