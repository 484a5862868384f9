package org.kivuko.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** In a data folder: that it was restored from a copy, and nobody has held broker and ledger against each other since. */
final class RestoredNote {
    private static final String NAME = "restored";

    private RestoredNote() {}

    /** @param taken when the copy was made */
    static void write(Path data, Instant taken) throws IOException {
        DataFolder.writeOwnerOnly(data.resolve(NAME), (taken + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static boolean stands(Path data) {
        return Files.exists(data.resolve(NAME));
    }

    /** When the copy was made; empty where no note stands, or somebody else wrote it. */
    static Optional<Instant> taken(Path data) throws IOException {
        if (!stands(data)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Instant.parse(Files.readString(data.resolve(NAME)).strip()));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    static void remove(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
    }
}
