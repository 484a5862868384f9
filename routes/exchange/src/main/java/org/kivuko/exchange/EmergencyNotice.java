package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.MessageType;

/**
 * Tells the central contact of a party that an emergency was declared, or that it is over. Why it was declared stands with the
 * declarer and in the ledger, not here.
 */
public record EmergencyNotice(AgencyId to, DeclaredEmergency emergency, boolean over) {
    /** For its receipts. Told twice, after a kill, it has the same id both times. */
    public Parcel write(Instant now) {
        UUID id = UUID.nameUUIDFromBytes((to + " " + emergency.id() + " " + over).getBytes(StandardCharsets.UTF_8));
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("notice", over ? "emergency-over" : "emergency");
        data.put("subject", emergency.rule());
        data.put("by", emergency.by().toString());
        data.put(over ? "endedAt" : "until", Times.text(emergency.over()));
        return ReceiptWriter.fromTheHub(MessageType.NOTICE, id, to, Channel.LIVE, now, data);
    }
}
