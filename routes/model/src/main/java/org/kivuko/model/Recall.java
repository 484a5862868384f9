package org.kivuko.model;

import java.util.List;

/**
 * The {@code data} of a recall: its sender takes a message back. Codes only.
 *
 * @param references the one message that is recalled
 */
public record Recall(List<MessageKey> references, ChangeReason reason) implements Payload {
    public Recall {
        references = List.copyOf(references);
    }
}
