package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;
import org.kivuko.model.MessageType;

/**
 * Writes what a sender is told about a delivery after its receipt: that something owed is late, that it is so no more, and that
 * it expired while it waited.
 */
final class NoticeWriter {
    private NoticeWriter() {}

    static Parcel write(Errand errand, Recorded.Noticed noticed, Outbox outbox) {
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("notice", errand.kind().code());
        data.put("id", noticed.key().id());
        data.put("source", noticed.key().source().source());
        data.put("agency", noticed.recipient().toString());
        boolean answer = errand.kind().isAboutAnswer();
        data.put(clock(errand.kind()), Times.text(noticed.until()));
        noticed.endedAt().ifPresent(ended -> data.put(answer ? "endedAt" : "acknowledgedAt", Times.text(ended)));
        Instant at = noticed.endedAt().orElse(noticed.until());
        return ReceiptWriter.fromTheHub(
                MessageType.NOTICE, UUID.randomUUID(), outbox.agency(), outbox.channel(), at, data);
    }

    private static String clock(Errand.Kind kind) {
        if (kind == Errand.Kind.EXPIRED) {
            return "expiredAt";
        }
        return kind.isAboutAnswer() ? "answerBy" : "acknowledgeBy";
    }
}
