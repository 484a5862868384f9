package org.kivuko.connector.artemis;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Named places on the path of a message at which a test can stop the process dead or throw. In service they do nothing.
 * Thread-safe.
 */
@FunctionalInterface
public interface FailPoints {
    /** The places, in the order in which a message comes by. */
    enum Point {
        /** The HTTP door has claimed the key, nothing is sent. */
        BEFORE_SEND,
        /** The broker has synced the message, the claim is not marked. */
        AFTER_SEND,
        /** A batch was taken from its outbox. */
        AFTER_READ,
        /** Every message of the batch is judged. */
        BEFORE_RECORD,
        /** The ledger has committed, and a copy is reduced to what may cross and not sent. */
        PROJECTED,
        /** A copy is sent in the broker's transaction, in which more may follow. */
        SENT,
        /** The ledger has committed, the broker has not. */
        BETWEEN_COMMITS,
        /** Both have committed. */
        AFTER_COMMIT,
        /** The end of a round of an inbox is marked, nothing has been taken. */
        ROUND_MARKED,
        /** A step of a round was taken from its inbox. */
        ROUND_TAKEN,
        /** The ledger has committed the step, the broker has not. */
        ROUND_RECORDED,
        /** Both have. */
        ROUND_TURNED
    }

    /** {@code NAME} or {@code NAME:N}: the process halts when it comes by this point for the Nth time. */
    String PROPERTY = "kivuko.failpoint";

    /** Comes by a point; returns, or throws what the test wants thrown. */
    void reached(Point point);

    /** No points. */
    static FailPoints none() {
        return point -> {};
    }

    /** What {@link #PROPERTY} asks for; none where it is not set. */
    static FailPoints fromProperty() {
        String wanted = System.getProperty(PROPERTY, "");
        if (wanted.isEmpty()) {
            return none();
        }
        String[] parts = wanted.split(":", 2);
        Point where = Point.valueOf(parts[0].replace('-', '_').toUpperCase(Locale.ROOT));
        var left = new AtomicInteger(parts.length == 2 ? Integer.parseInt(parts[1]) : 1);
        return point -> {
            if (point == where && left.decrementAndGet() == 0) {
                // As by kill -9: no hook runs, nothing is flushed.
                Runtime.getRuntime().halt(137);
            }
        };
    }
}
