package org.kivuko.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
        return lines(file).stream().findFirst().filter(line -> !line.isEmpty()).orElseThrow(SecretFile::empty);
    }

    /**
     * Each line that is not empty: two while one takes the place of the other. Read each time, too.
     *
     * @throws UncheckedIOException where the file cannot be read
     * @throws IllegalStateException where it is empty
     */
    static List<String> all(Path file) {
        List<String> secrets =
                lines(file).stream().filter(line -> !line.isEmpty()).toList();
        if (secrets.isEmpty()) {
            throw empty();
        }
        return secrets;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream().map(String::strip).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the file of a secret cannot be read", e);
        }
    }

    private static IllegalStateException empty() {
        return new IllegalStateException("the file of a secret is empty");
    }
}
