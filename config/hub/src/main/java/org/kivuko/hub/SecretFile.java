package org.kivuko.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A secret that stands in a file of its own and not in the configuration. */
final class SecretFile {
    private SecretFile() {}

    /**
     * Its first line; read each time, so that another one counts at once.
     *
     * @throws UncheckedIOException where the file cannot be read
     * @throws IllegalStateException where it is empty
     */
    static String read(Path file) {
        try {
            Optional<String> first =
                    Files.readAllLines(file).stream().findFirst().map(String::strip);
            return first.filter(line -> !line.isEmpty())
                    .orElseThrow(() -> new IllegalStateException("the file of a secret is empty"));
        } catch (IOException e) {
            throw new UncheckedIOException("the file of a secret cannot be read", e);
        }
    }
}
