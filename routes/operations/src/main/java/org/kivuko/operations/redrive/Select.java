package org.kivuko.operations.redrive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.AgencyId;

/** Which copies are meant. There is no way to say all of them: a filter states a cause, a list at least one copy. */
public sealed interface Select {
    /** Most copies that are named one by one. */
    int MOST_NAMED = 1_000;

    /** These. */
    record Copies(List<String> copies) implements Select {
        public Copies {
            copies = copies.stream().distinct().toList();
            if (copies.isEmpty() || copies.size() > MOST_NAMED) {
                throw new IllegalArgumentException("1 to " + MOST_NAMED + " copies are named");
            }
        }
    }

    /**
     * Those that failed of one cause.
     *
     * @param from since when, that instant included
     * @param until before when
     */
    record Matching(String cause, Optional<AgencyId> agency, Optional<Instant> from, Optional<Instant> until)
            implements Select {
        public Matching {
            if (cause.isBlank()) {
                throw new IllegalArgumentException("a filter states a cause");
            }
        }
    }

    /** Whether a copy is among them. */
    default boolean fits(Failure failure) {
        if (this instanceof Copies named) {
            return named.copies().contains(failure.copy());
        }
        var matching = (Matching) this;
        return failure.cause().equals(matching.cause())
                && matching.agency().stream()
                        .allMatch(agency -> failure.agency().equals(Optional.of(agency)))
                && matching.from().stream().noneMatch(failure.at()::isBefore)
                && matching.until().stream().allMatch(failure.at()::isBefore);
    }
}
