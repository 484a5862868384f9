package org.kivuko.exchange;

import java.time.Instant;
import java.util.List;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.Message;

/**
 * Is told of each message with its rulings once they are recorded, on the thread that goes on to release it: whoever is told must
 * neither wait nor fail, and must not keep the message. Thread-safe.
 */
@FunctionalInterface
public interface Judgements {
    /** Tells nobody. */
    Judgements NOBODY = (message, rulings, at) -> {};

    void recorded(Message message, List<Ruling> rulings, Instant at);
}
