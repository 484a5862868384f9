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
 * @param acknowledgements who owes, or owed, an acknowledgement
 */
public record ThreadMessage(
        MessageStatus status,
        MessageType type,
        Optional<AlertType> alertType,
        Optional<MsgType> msgType,
        List<MessageKey> references,
        Optional<Instant> answerBy,
        Map<AgencyId, Instant> answered,
        Map<AgencyId, Clock> acknowledgements) {
    /**
     * Until when something was to come.
     *
     * @param stoppedAt when it came
     */
    public record Clock(Instant until, Optional<Instant> stoppedAt) {}

    public ThreadMessage {
        references = List.copyOf(references);
        answered = Map.copyOf(answered);
        acknowledgements = Map.copyOf(acknowledgements);
    }

    public MessageKey key() {
        return status.key();
    }
}
