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
 * Tells the central contact of a state that something it relies on ends.
 *
 * @param subject what ends: {@code KEN-UGA.osbp@3}, or {@code signing key of KEN.BMS}
 * @param days how many days ahead it is told: 90, 30 or 7
 */
public record EndNotice(AgencyId to, String subject, Instant ends, int days) {
    /** For its receipts. Told twice, after a kill, it has the same id both times. */
    public Parcel write(Instant now) {
        String name = to + " " + subject + " " + ends + " " + days;
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("notice", "ends");
        data.put("subject", subject);
        data.put("ends", Times.text(ends));
        data.put("days", days);
        return ReceiptWriter.fromTheHub(MessageType.NOTICE, id, to, Channel.LIVE, now, data);
    }
}
