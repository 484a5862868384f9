package org.kivuko.exchange.push;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Where what waits for one agency is brought. Thread-safe. */
@FunctionalInterface
public interface PushTarget {
    /**
     * Brings one message and waits for the word of the receiver; bounded in time by the target itself.
     *
     * @param id of the delivery or receipt: the same each time it is brought
     * @param body the message as JSON
     */
    Answer push(UUID id, byte[] body) throws InterruptedException;

    /** What the receiver said. */
    sealed interface Answer {}

    /** It has the message, and answers for it. */
    record Taken() implements Answer {}

    /** It wants nothing more, ever. */
    record Gone() implements Answer {}

    /**
     * It has not said that it has it.
     *
     * @param why in a few words, without anything of the message
     * @param retryAfter how long it wants to be left alone
     */
    record NotTaken(String why, Optional<Duration> retryAfter) implements Answer {}
}
