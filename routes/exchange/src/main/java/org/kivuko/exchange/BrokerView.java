package org.kivuko.exchange;

import java.util.List;

/** What operators and health checks ask the broker. Thread-safe. */
public interface BrokerView {
    /** Every queue of the contract, in the order of names. */
    List<QueueRow> queues();

    /** Whether the broker is up and syncs what it confirms. */
    boolean available();
}
