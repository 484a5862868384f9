package org.kivuko.operations.watch;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that is out of bounds, from the look at which it was so first to the one at which it is in bounds again.
 *
 * @param target what it is about: a queue, an agency, an agreement, a disk, a part of the hub
 * @param value as it was measured last
 * @param threshold that was reached when it started
 * @param since when it started
 * @param calmSince since when its value is in bounds, where it is and the alert has not ended yet
 */
public record Alert(
        UUID id,
        AlertKind kind,
        String target,
        AlertSeverity severity,
        long value,
        long threshold,
        Instant since,
        Optional<Instant> calmSince,
        Optional<Instant> endedAt) {

    Alert with(long measured, AlertSeverity reached) {
        return new Alert(
                id, kind, target, severity.graver(reached), measured, threshold, since, Optional.empty(), endedAt);
    }

    Alert calm(long measured, Instant from) {
        return new Alert(id, kind, target, severity, measured, threshold, since, Optional.of(from), endedAt);
    }

    Alert ended(long measured, Instant at) {
        return new Alert(id, kind, target, severity, measured, threshold, since, calmSince, Optional.of(at));
    }
}
