package org.kivuko.connector.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Lists of the tests, one entry a line; what begins with {@code #} is a remark. */
final class Lines {
    private Lines() {}

    static Stream<String> of(String name) {
        try (var file = Lines.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
