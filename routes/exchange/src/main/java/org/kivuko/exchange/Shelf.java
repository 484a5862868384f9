package org.kivuko.exchange;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/**
 * What agencies fetch over HTTP: deliveries and receipts, leased for a minute at a time. Urgent before bulk; what a lease
 * ran out on comes again, under the same id, before anything newer of its link. Leases end with the hub. Thread-safe.
 */
public interface Shelf {
    /**
     * Leases deliveries. What was acknowledged before is never handed out.
     *
     * @param max 1 to 100
     * @return oldest first, at once; empty where nothing waits
     */
    List<Item> leaseInbox(AgencyId agency, Channel channel, int max);

    /** The delivery while it is leased to this agency. */
    Optional<Item> leased(AgencyId agency, UUID delivery);

    /** Takes a delivery off the shelf and records it; false where it was never leased to this agency. */
    boolean acknowledge(AgencyId agency, UUID delivery);

    /** The same for one of many that are acknowledged at a time: no thread waits, and what {@link #acknowledge} throws is the end of it. */
    default CompletionStage<Boolean> acknowledging(AgencyId agency, UUID delivery) {
        return CompletableFuture.completedFuture(acknowledge(agency, delivery));
    }

    /** Receipts, in the same manner. */
    List<Item> leaseReceipts(AgencyId agency, int max);

    boolean acknowledgeReceipt(AgencyId agency, UUID delivery);

    default CompletionStage<Boolean> acknowledgingReceipt(AgencyId agency, UUID delivery) {
        return CompletableFuture.completedFuture(acknowledgeReceipt(agency, delivery));
    }

    /** How long a lease lasts. */
    Duration LEASE = Duration.ofMinutes(1);

    /**
     * One leased item.
     *
     * @param body the message as JSON, UTF-8
     * @param lane of the inbox it came from; bulk for receipts
     */
    record Item(UUID delivery, Lane lane, byte[] body) {
        @Override
        public String toString() {
            return "Item[" + delivery + "]";
        }
    }
}
