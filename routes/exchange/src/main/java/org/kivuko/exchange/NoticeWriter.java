package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageType;

/** Writes what a sender is told about a delivery after its receipt: that something owed is late, and that it is so no more. */
final class NoticeWriter {
    private NoticeWriter() {}

    static Parcel write(Errand errand, Recorded.Noticed noticed, Outbox outbox) {
        UUID id = UUID.randomUUID();
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put("id", id.toString());
        event.put("source", ReceiptWriter.SOURCE);
        event.put("type", MessageType.NOTICE.code());
        event.put("time", Times.text(noticed.endedAt().orElse(noticed.until())));
        event.put("datacontenttype", "application/json");
        event.put("to", outbox.agency().toString());
        ObjectNode data = event.putObject("data");
        data.put("notice", errand.kind().code());
        data.put("id", noticed.key().id());
        data.put("source", noticed.key().source().source());
        data.put("agency", noticed.recipient().toString());
        boolean answer = errand.kind().isAboutAnswer();
        data.put(answer ? "answerBy" : "acknowledgeBy", Times.text(noticed.until()));
        noticed.endedAt().ifPresent(ended -> data.put(answer ? "endedAt" : "acknowledgedAt", Times.text(ended)));
        return new Parcel(
                ReceiptWriter.queue(outbox.agency(), outbox.channel()),
                Optional.of(id),
                MessageJson.write(event),
                MessageFormat.JSON.mediaType(),
                Map.of(),
                ReceiptWriter.KEPT);
    }
}
