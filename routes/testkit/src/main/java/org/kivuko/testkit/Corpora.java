package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Test data that this project did not write, in the folder of the property {@code kivuko.corpora}. Without it a test that
 * asks is skipped; in CI it fails. Stateless.
 */
public final class Corpora {
    private Corpora() {}

    /** A file or folder of the test data. */
    public static Path path(String below) {
        String folder = System.getProperty("kivuko.corpora", "");
        Path path = Path.of(folder, below);
        boolean there = !folder.isEmpty() && Files.exists(path);
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(there).as("%s, named by -Dkivuko.corpora", path).isTrue();
        }
        Assumptions.assumeTrue(there, "no test data at -Dkivuko.corpora");
        return path;
    }

    /** What a file holds. */
    public static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(path(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines of a file that say something. */
    public static List<String> lines(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }

    /** One line of {@code cap_manifest.csv}: a file that holds an alert, or looks as if it did. */
    public record CapSample(String file, String root, String version, String xsd) {
        /** Whether it is one alert of CAP 1.2 that its schema accepts. */
        public boolean isValidCap12() {
            return root.equals("alert") && version.equals("1.2") && xsd.equals("valid");
        }

        public byte[] content() {
            return bytes(file);
        }

        @Override
        public String toString() {
            return file;
        }
    }

    /** Every file of the library of alerts. */
    public static List<CapSample> caps() {
        return Stream.of(new String(bytes("cap_manifest.csv"), StandardCharsets.UTF_8).split("\\R"))
                .skip(1)
                .map(line -> line.split(",", 5))
                .map(cells -> new CapSample(cells[0], cells[1], cells[2], cells[3]))
                .toList();
    }
}
