package org.kivuko.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.MsgType;

/**
 * One message of a thread.
 *
 * @param status how it stands, with the recipients that its reader may know of
 * @param answerBy until when a question wants its answer
 * @param answered who answered it, and when first
 */
public record ThreadMessage(
        MessageStatus status,
        MessageType type,
        Optional<AlertType> alertType,
        Optional<MsgType> msgType,
        List<MessageKey> references,
        Optional<Instant> answerBy,
        Map<AgencyId, Instant> answered) {

    public ThreadMessage {
        references = List.copyOf(references);
        answered = Map.copyOf(answered);
    }

    public MessageKey key() {
        return status.key();
    }
}
