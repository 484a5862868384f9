package org.kivuko.operations.redrive;

import org.kivuko.model.Coded;

/** Where copies lie that failed. */
public enum FailureQueue implements Coded {
    /** What nobody could read, and what the hub itself failed on. */
    QUARANTINE("hub.quarantine"),
    /** What had no place to go to, or nobody knows. */
    DEAD("hub.dead");

    private final String queue;

    FailureQueue(String queue) {
        this.queue = queue;
    }

    /** The name of the queue. */
    @Override
    public String code() {
        return queue;
    }
}
