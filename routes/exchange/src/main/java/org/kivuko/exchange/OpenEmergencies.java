package org.kivuko.exchange;

import java.time.Instant;
import java.util.Map;

/** For which rules an emergency is open. Thread-safe. */
@FunctionalInterface
public interface OpenEmergencies {
    /** None ever is. */
    OpenEmergencies NONE = (from, to, at) -> Map.of();

    /** The full names of the rules for which one is open at an instant, for what goes from one state to another, and until when. */
    Map<String, Instant> between(String from, String to, Instant at);
}
