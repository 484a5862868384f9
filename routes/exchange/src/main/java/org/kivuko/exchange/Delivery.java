package org.kivuko.exchange;

import java.util.UUID;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Ruling;

/**
 * A ruling with the id that it has in the ledger; where it crosses, the same id names the delivery.
 *
 * @param shownToSender whether the sender addressed it; a copy that an agreement or a protection asks for is not shown to it
 * @param facts what the ruling rests on beside the message and the agreements
 * @param traces what it leaves for rulings to come
 */
public record Delivery(UUID id, Ruling ruling, boolean shownToSender, Facts facts, Traces traces) {
    /** For somebody whom the sender addressed, on no facts. */
    public Delivery(UUID id, Ruling ruling) {
        this(id, ruling, true, Facts.NONE, Traces.NONE);
    }
}
