package org.kivuko.operations.queues;

import org.kivuko.model.Coded;

/** What a queue is for. */
public enum QueueKind implements Coded {
    OUTBOX("outbox"),
    INBOX("inbox"),
    RECEIPTS("receipts"),
    /** The hub's own. */
    HUB("hub");

    private final String code;

    QueueKind(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
