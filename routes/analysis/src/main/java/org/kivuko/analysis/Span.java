package org.kivuko.analysis;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which something holds.
 *
 * @param from absent where it always did
 * @param until excluded; absent where it holds for good
 */
public record Span(Optional<Instant> from, Optional<Instant> until) {
    /** As sentences show it, {@code from 2026-01-01T00:00:00Z until 2031-01-01T00:00:00Z}. */
    @Override
    public String toString() {
        if (from.isEmpty() && until.isEmpty()) {
            return "at all times";
        }
        var end = until.map(instant -> "until " + instant);
        return from.map(instant -> "from " + instant + " " + end.orElse("on")).orElseGet(end::orElseThrow);
    }
}
