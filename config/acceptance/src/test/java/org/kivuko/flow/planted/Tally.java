package org.kivuko.flow.planted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;

/** Breaks the rules of comparisons; exists only to show that the rules see it. */
class Tally {
    Instant today() {
        return Instant.now();
    }

    boolean isLate(LocalDate due) {
        try {
            return Files.readString(Path.of("due.txt")).contains(due.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
