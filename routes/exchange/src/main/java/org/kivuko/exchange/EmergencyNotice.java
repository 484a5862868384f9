package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageType;

/**
 * Tells the central contact of a party that an emergency was declared, or that it is over. Why it was declared stands with the
 * declarer and in the ledger, not here.
 */
public record EmergencyNotice(AgencyId to, DeclaredEmergency emergency, boolean over) {
    /** For its receipts. Told twice, after a kill, it has the same id both times. */
    public Parcel write(Instant now) {
        UUID id = UUID.nameUUIDFromBytes((to + " " + emergency.id() + " " + over).getBytes(StandardCharsets.UTF_8));
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put("id", id.toString());
        event.put("source", ReceiptWriter.SOURCE);
        event.put("type", MessageType.NOTICE.code());
        event.put("time", Times.text(now));
        event.put("datacontenttype", "application/json");
        event.put("to", to.toString());
        ObjectNode data = event.putObject("data");
        data.put("notice", over ? "emergency-over" : "emergency");
        data.put("subject", emergency.rule());
        data.put("by", emergency.by().toString());
        data.put(over ? "endedAt" : "until", Times.text(emergency.over()));
        return new Parcel(
                ReceiptWriter.queue(to, Channel.LIVE),
                Optional.of(id),
                MessageJson.write(event),
                MessageFormat.JSON.mediaType(),
                Map.of(),
                ReceiptWriter.KEPT);
    }
}
