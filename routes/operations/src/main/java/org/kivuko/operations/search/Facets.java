package org.kivuko.operations.search;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * How many messages there are of what.
 *
 * @param messages so many were counted
 * @param complete whether these are all of the time that was asked about; else they are its newest
 * @param from when the oldest that was counted was accepted
 * @param counts for each facet the counts of its values
 */
public record Facets(long messages, boolean complete, Optional<Instant> from, Map<Facet, Map<String, Long>> counts) {
    public Facets {
        counts = Map.copyOf(counts);
    }

    /** What is counted by. */
    public enum Facet {
        /** On either side. */
        AGENCY,
        /** From one state to another: {@code KEN-UGA}. */
        PAIR,
        TYPE,
        OUTCOME,
        REASON
    }
}
