package org.kivuko.model.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Test data that is not part of this project; without it these tests are skipped, in CI they fail. */
final class Corpora {
    /** One line of {@code cap_manifest.csv}. */
    record Sample(String file, String root, String version, String xsd) {
        boolean isValidCap12() {
            return root.equals("alert") && version.equals("1.2") && xsd.equals("valid");
        }

        byte[] bytes() {
            return Corpora.bytes(file);
        }

        @Override
        public String toString() {
            return file;
        }
    }

    private Corpora() {}

    static Path folder() {
        String folder = System.getProperty("kivuko.corpora", "");
        boolean there = !folder.isEmpty() && Files.isDirectory(Path.of(folder));
        if ("true".equals(System.getenv("CI"))) {
            assertThat(there)
                    .as("test data in the folder of the property kivuko.corpora")
                    .isTrue();
        }
        assumeThat(there)
                .as("test data in the folder of the property kivuko.corpora")
                .isTrue();
        return Path.of(folder);
    }

    static List<Sample> caps() {
        return Stream.of(new String(bytes("cap_manifest.csv"), StandardCharsets.UTF_8).split("\\R"))
                .skip(1)
                .map(line -> line.split(",", 5))
                .map(cells -> new Sample(cells[0], cells[1], cells[2], cells[3]))
                .toList();
    }

    static List<Path> files(String below) {
        try (Stream<Path> files = Files.walk(folder().resolve(below))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String file) {
        try {
            return Files.readAllBytes(folder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
