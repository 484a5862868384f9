package org.kivuko.model;

import java.time.Instant;
import java.util.List;

/** What a well-formed message must also be: checks that need the configuration or the time. Pure functions. */
public final class MessageChecks {
    private MessageChecks() {}

    /** Faults of a message against what the directory knows and against the instant of reading. */
    public static List<Fault> check(Message message, Directory directory, Instant now) {
        throw new UnsupportedOperationException();
    }
}
