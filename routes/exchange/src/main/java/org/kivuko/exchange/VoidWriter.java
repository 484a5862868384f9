package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageType;

/** Writes what stands in the place of a delivery that left its inbox: a number and nothing else, whatever the cause. */
final class VoidWriter {
    private VoidWriter() {}

    static Parcel write(Inbox inbox, Lying.VoidPlace place) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put("id", place.id().toString());
        event.put("source", "/hub");
        event.put("type", MessageType.VOID.code());
        event.put("time", Times.text(place.at()));
        event.put("lane", inbox.lane().code());
        event.put("linknumber", place.link().number());
        event.put("linkepoch", place.link().epoch());
        return new Parcel(
                inbox.queue(),
                Optional.of(place.id()),
                MessageJson.write(event),
                Formats.JSON.mediaType(),
                Map.of(),
                Duration.ZERO);
    }
}
