package org.kivuko.exchange;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Ruling;

/**
 * A ruling with the id that it has in the ledger; where it crosses, the same id names the delivery.
 *
 * @param shownToSender whether the sender addressed it; a copy that an agreement or a protection asks for is not shown to it
 * @param facts what the ruling rests on beside the message and the agreements
 * @param traces what it leaves for rulings to come
 * @param ends from when on it may not be handed over any more, as far as that is known ({@link KnownEnds})
 */
public record Delivery(
        UUID id, Ruling ruling, boolean shownToSender, Facts facts, Traces traces, Optional<Instant> ends) {
    /** One of which no end is known. */
    public Delivery(UUID id, Ruling ruling, boolean shownToSender, Facts facts, Traces traces) {
        this(id, ruling, shownToSender, facts, traces, Optional.empty());
    }

    /** For somebody whom the sender addressed, on no facts. */
    Delivery(UUID id, Ruling ruling, Optional<Instant> ends) {
        this(id, ruling, true, Facts.NONE, Traces.NONE, ends);
    }

    /** The same where no end is known. */
    public Delivery(UUID id, Ruling ruling) {
        this(id, ruling, Optional.empty());
    }
}
