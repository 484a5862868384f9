package org.kivuko.hub.configuration;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kivuko.model.AgencyId;

/**
 * What state files say of agencies that come and go.
 *
 * @param leaves the first UTC day on which an agency is no longer there
 * @param successors the agency that each former code stands for
 */
public record Moves(Map<AgencyId, LocalDate> leaves, Map<AgencyId, AgencyId> successors) {
    static final Moves NONE = new Moves(Map.of(), Map.of());

    public Moves {
        leaves = Map.copyOf(leaves);
        successors = Map.copyOf(successors);
    }

    /** Those of two states. */
    Moves and(Moves other) {
        var allLeaves = new HashMap<>(leaves);
        allLeaves.putAll(other.leaves);
        var allSuccessors = new HashMap<>(successors);
        allSuccessors.putAll(other.successors);
        return new Moves(allLeaves, allSuccessors);
    }

    /** Who has left by an instant. */
    Set<AgencyId> gone(Instant now) {
        return leaves.entrySet().stream()
                .filter(entry -> !begin(entry.getValue()).isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** When the next one leaves. */
    Optional<Instant> next(Instant after) {
        return leaves.values().stream()
                .map(Moves::begin)
                .filter(instant -> instant.isAfter(after))
                .min(Comparator.naturalOrder());
    }

    private static Instant begin(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
