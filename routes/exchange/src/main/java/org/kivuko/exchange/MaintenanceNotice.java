package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.MessageType;

/**
 * Tells a partner when nothing is to be expected of an agency, or of the hub.
 *
 * @param agency empty: of the hub
 * @param text what is done, as operators wrote it for everybody
 */
public record MaintenanceNotice(
        AgencyId to, UUID window, Optional<AgencyId> agency, Instant from, Instant until, String text) {
    /** For its receipts. Told twice, after a kill, it has the same id both times. */
    public Parcel write(Instant now) {
        UUID id = UUID.nameUUIDFromBytes((to + " maintenance " + window).getBytes(StandardCharsets.UTF_8));
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        data.put("notice", "maintenance");
        agency.ifPresent(each -> data.put("agency", each.toString()));
        data.put("from", Times.text(from));
        data.put("until", Times.text(until));
        data.put("text", text);
        return ReceiptWriter.fromTheHub(MessageType.NOTICE, id, to, Channel.LIVE, now, data);
    }

    /** Without the text. */
    @Override
    public String toString() {
        return "MaintenanceNotice[" + to + " " + window + "]";
    }
}
