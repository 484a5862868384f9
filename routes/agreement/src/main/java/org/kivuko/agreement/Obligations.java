package org.kivuko.agreement;

import java.time.Instant;
import java.util.Optional;
import org.kivuko.model.Handling;

/**
 * What a recipient owes for what it was given.
 *
 * @param passing under what it may pass it on
 * @param acknowledgeBy until when it is to acknowledge it; absent where no rule asks for it
 * @param retainUntil until when it may keep it; absent where no rule says so
 */
public record Obligations(
        Handling handling, Passing passing, Optional<Instant> acknowledgeBy, Optional<Instant> retainUntil) {

    /** The least that holds of whatever crosses. */
    public static Obligations of(Handling handling) {
        return new Obligations(handling, Passing.PROHIBITED, Optional.empty(), Optional.empty());
    }

    /** Whether it may pass it on to others: the word that is delivered. */
    public Onward onward() {
        return passing.onward();
    }
}
