package org.kivuko.operations.search;

import java.util.Optional;

/**
 * A page of messages.
 *
 * @param after where the page before ended; empty for the first one
 * @param max at most so many, 1 to {@link #MOST}
 */
public record MessageQuery(MessageFilter filter, MessageOrder order, Optional<Position> after, int max) {
    /** So many are shown at once. */
    public static final int MOST = 200;

    public MessageQuery {
        if (max < 1 || max > MOST) {
            throw new IllegalArgumentException("a page has 1 to " + MOST + " messages");
        }
    }

    /** The page behind this one. */
    public MessageQuery from(Position position) {
        return new MessageQuery(filter, order, Optional.of(position), max);
    }
}
