package org.kivuko.operations.redrive;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;

/**
 * The queues of copies that failed, at the broker. Every method throws {@link org.kivuko.exchange.BrokerUnavailable} while it
 * cannot be asked. Thread-safe.
 */
public interface FailureBroker {
    /**
     * Takes copies out of their queue and puts them at the end of an outbox, in the order in which they lie, in one
     * transaction of the broker: each is in the one or in the other, and never in both.
     *
     * @return which were there and have moved; what is not there is left out
     */
    Set<String> move(FailureQueue queue, Collection<String> copies, String outbox);

    /** Whether there is an outbox of this name. */
    boolean takes(String outbox);

    /** The names of all that lie in a queue. */
    Set<String> lying(FailureQueue queue);

    /** Letters that had no place to go to, or that nobody knows, in the order in which they came; at most so many. */
    List<DeadLetter> deadLetters(int max);

    /** What a copy holds; empty where it does not lie there. */
    Optional<Body> body(FailureQueue queue, String copy);

    /**
     * A dead letter.
     *
     * @param number of the message at the broker
     * @param cause why it is here
     * @param outbox where it came from, if it was an outbox
     */
    record DeadLetter(long number, String copy, String cause, Optional<AgencyId> agency, Optional<String> outbox) {}

    /**
     * The bytes as they came; not copied.
     *
     * @param contentType as their sender stated it, empty for none
     */
    record Body(byte[] bytes, String contentType) {
        /** Shows no content. */
        @Override
        public String toString() {
            return "Body[" + bytes.length + " bytes]";
        }
    }
}
