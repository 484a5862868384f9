package org.kivuko.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The folder of public test data named by the property {@code kivuko.corpora}; tests without it are skipped, but not in CI. */
final class Corpora {
    private Corpora() {}

    static Path path(String below) {
        Path path = Path.of(System.getProperty("kivuko.corpora", ""), below);
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(path).as("test data, named by -Dkivuko.corpora").exists();
        }
        Assumptions.assumeTrue(Files.exists(path), "no test data at -Dkivuko.corpora");
        return path;
    }

    /** The files in a folder whose names begin so, sorted. */
    static List<Path> files(String folder, String prefix) {
        try (Stream<Path> files = Files.list(path(folder))) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
