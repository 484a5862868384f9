package org.kivuko.exchange;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What leaves the hub for one queue.
 *
 * @param queue one of the queues of the contract
 * @param id of the delivery or receipt, by which it is acknowledged; empty for everything else
 * @param contentType media type of the body
 * @param properties application properties for the hub itself (quarantine, moves); empty for deliveries and receipts, so
 *     that nothing but the body crosses
 * @param timeToLive zero for no end; what ends goes to {@code hub.expired}
 */
public record Parcel(
        String queue,
        Optional<UUID> id,
        byte[] body,
        String contentType,
        Map<String, String> properties,
        Duration timeToLive) {

    /** On a copy that the hub moved to another outbox: by which door it came in ({@link Door#code}). */
    public static final String DOOR = "KivukoDoor";

    /** On a message from the HTTP door: what its receipt has to name as odd ({@link Warnings}). */
    public static final String WARNINGS = "KivukoWarnings";

    public Parcel {
        properties = Map.copyOf(properties);
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Parcel[" + queue + " " + body.length + " bytes]";
    }
}
