package org.kivuko.hub;

import java.io.IOException;
import java.nio.file.Path;

/** A note for the next start: its operator says that the clock is right. */
public final class ClockNote {
    private ClockNote() {}

    /** Writes it into a data folder, readable by its owner alone. */
    public static void write(Path data) throws IOException {
        DataFolder.writeOwnerOnly(data.toAbsolutePath().normalize().resolve(ClockGuard.CONFIRMED), new byte[0]);
    }
}
