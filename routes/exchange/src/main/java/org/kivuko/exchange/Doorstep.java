package org.kivuko.exchange;

import java.util.List;
import org.kivuko.model.Fault;

/** Where a door puts an accepted message: a durable send to an outbox, synced when it returns. Thread-safe. */
public interface Doorstep {
    /**
     * Sends and waits for the sync.
     *
     * @param warnings what was odd about the message and was taken; its receipt names them
     * @throws BrokerUnavailable where it is not known to have succeeded
     */
    void send(Outbox outbox, byte[] body, List<Fault> warnings);
}
