package org.kivuko.operations.exercise;

import java.time.Instant;
import java.util.Optional;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.MessageKey;

/**
 * What the ledger knows of one message of a run and one recipient: codes and instants.
 *
 * @param judged when the ruling that stands was given
 * @param acknowledgeBy when it had to be acknowledged
 * @param withdrawn when it left the inbox before its recipient had taken it over
 */
public record Delivered(
        MessageKey message,
        AgencyId recipient,
        Outcome outcome,
        Optional<Code> reason,
        Instant judged,
        Optional<Instant> acknowledgeBy,
        Optional<Instant> fetched,
        Optional<Instant> acknowledged,
        Optional<Instant> answered,
        Optional<Instant> withdrawn) {
    /** When its recipient said that it has it: an answer says so too. */
    Optional<Instant> taken() {
        return acknowledged.isPresent() && answered.isPresent()
                ? Optional.of(acknowledged.get().isBefore(answered.get()) ? acknowledged.get() : answered.get())
                : acknowledged.or(() -> answered);
    }
}
