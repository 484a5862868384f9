package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where agencies meet a hub.
 *
 * @param keys the folder of the key files
 */
record Doors(URI http, URI amqp, Path keys) {
    /** The key of an agency or of {@code operator}. */
    String key(String name) throws IOException {
        return Files.readString(keys.resolve(name + ".key")).strip();
    }
}
