package org.kivuko.agreement.planted;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.kivuko.connector.planted.one.Smuggler;

/** Breaks the rules on purpose: a clause that asks the clock and the disk, and knows a connector. */
public final class Clause {
    boolean inForce() {
        return LocalDate.now(ZoneOffset.UTC).getYear() > 2000
                && Files.exists(Path.of("x"))
                && new Smuggler().hashCode() > 0;
    }
}
