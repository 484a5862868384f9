package org.kivuko.model;

import java.util.List;

/** What a message says: its {@code data}, read into a record. */
public sealed interface Payload permits Alert, FlowReport, CrossingRecord, Request, Reply, Recall, Correction, Consent {
    /** The messages it refers to, in their order; empty where its type has none. */
    default List<MessageKey> references() {
        return List.of();
    }
}
