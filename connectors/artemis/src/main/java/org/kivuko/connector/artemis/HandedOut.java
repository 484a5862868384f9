package org.kivuko.connector.artemis;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** What is known about items that a caller fetches: the ledger's word for deliveries, the shelf's memory for receipts. */
interface HandedOut {
    /** Notes the items as handed out; answers those that are still to be taken over. */
    Set<UUID> handOut(Collection<UUID> items);

    /** Whether the caller has taken the item over. Asked only of items that {@link #handOut} did not name. */
    boolean takenOver(UUID item);
}
