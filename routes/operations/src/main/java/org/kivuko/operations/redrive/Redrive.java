package org.kivuko.operations.redrive;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.Coded;

/**
 * A job that sends copies through the hub again.
 *
 * @param id that of its set
 * @param by a login
 * @param reason sealed: people write what they should not
 * @param count of its set
 * @param done went back into their outboxes
 * @param failed could not: they lay there no more, or have no outbox
 */
public record Redrive(
        UUID id,
        FailureQueue queue,
        String by,
        SealedContent reason,
        State state,
        int count,
        int done,
        int failed,
        int perSecond,
        Instant startedAt,
        Optional<Instant> endedAt) {
    /** The fastest that a job may be. */
    public static final int MOST_PER_SECOND = 1_000;

    /** How a job stands. */
    public enum State implements Coded {
        RUNNING("running"),
        PAUSED("paused"),
        CANCELLED("cancelled"),
        DONE("done");

        private final String code;

        State(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }

    /** How many are still to go. */
    public int left() {
        return count - done - failed;
    }

    /** When it ends at its rate; empty where it does not run. */
    public Optional<Instant> expectedEnd(Instant now) {
        return state == State.RUNNING
                ? Optional.of(now.plus(Duration.ofMillis(left() * 1_000L / perSecond)))
                : Optional.empty();
    }
}
