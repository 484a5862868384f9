package org.kivuko.exchange;

import java.util.Map;

/**
 * Where a batch leaves: sends that become visible together with the consumption of the batch, or not at all. Belongs to one
 * consumer and its thread.
 */
public interface Outlet {
    /**
     * Sends a durable message, built fresh from these arguments and nothing else.
     *
     * @param queue one of the queues of the contract
     * @param contentType media type of the body
     * @param properties application properties for operators (quarantine); empty for deliveries and receipts
     * @param timeToLiveMillis 0 for no end; what ends goes to {@code hub.expired}
     */
    void send(String queue, byte[] body, String contentType, Map<String, String> properties, long timeToLiveMillis);
}
