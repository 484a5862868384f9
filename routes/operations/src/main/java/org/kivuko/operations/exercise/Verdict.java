package org.kivuko.operations.exercise;

import java.time.Instant;
import java.util.Optional;
import org.kivuko.model.Coded;

/** How a recipient did with one message. */
public enum Verdict implements Coded {
    IN_TIME("in-time"),
    LATE("late"),
    /** The time is over and nothing came. */
    MISSING("missing"),
    /** There is still time. */
    WAITING("waiting"),
    /** Nothing asked for an acknowledgement, and one came. */
    TAKEN("taken"),
    /** Nothing asked for an acknowledgement, and none came. */
    NOT_ASKED("not-asked"),
    /** It did not cross, or left the inbox before. */
    NOT_REACHED("not-reached");

    private final String code;

    Verdict(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** Of what the ledger knows at an instant; what comes at the last moment is in time. */
    static Verdict of(Delivered delivered, Instant now) {
        Optional<Instant> taken = delivered.taken();
        if (!delivered.outcome().crosses()
                || (taken.isEmpty() && delivered.withdrawn().isPresent())) {
            return NOT_REACHED;
        }
        if (delivered.acknowledgeBy().isEmpty()) {
            return taken.isPresent() ? TAKEN : NOT_ASKED;
        }
        Instant by = delivered.acknowledgeBy().get();
        if (taken.isPresent()) {
            return taken.get().isAfter(by) ? LATE : IN_TIME;
        }
        return now.isAfter(by) ? MISSING : WAITING;
    }
}
