package org.kivuko.exchange;

import java.util.UUID;
import org.kivuko.agreement.Ruling;

/**
 * A ruling with the id that it has in the ledger; where it crosses, the same id names the delivery.
 *
 * @param shownToSender whether its sender addressed it; false for a copy that the sender is told nothing of
 */
public record Delivery(UUID id, Ruling ruling, boolean shownToSender) {
    /** To somebody whom the sender addressed. */
    public Delivery(UUID id, Ruling ruling) {
        this(id, ruling, true);
    }
}
