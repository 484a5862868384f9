package org.kivuko.model.cap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.model.Handling;
import org.kivuko.model.Message;
import org.kivuko.model.Reading;

/**
 * Reads an EDXL-DE 1.0 envelope (OASIS Emergency Data Exchange Language, Distribution Element) with one CAP alert into the
 * message that the alert alone would be; the envelope adds addresses and handling. Thread-safe.
 */
public final class EdxlReader {
    /** Media type of an envelope. */
    public static final String MEDIA_TYPE = "application/edxl-de+xml";

    private static final int OPENING = 2_000;

    private EdxlReader() {}

    /** Whether bytes look like it. */
    public static boolean fits(byte[] body) {
        String opening = new String(body, 0, Math.min(body.length, OPENING), StandardCharsets.ISO_8859_1);
        return opening.stripLeading().startsWith("<") && opening.contains("EDXLDistribution");
    }

    /** Reads an envelope, with every fault at once. What the caller states holds over the envelope, and that over the alert. */
    public static Reading<Message> message(byte[] xml, AgencyId source, CapQuery query, CapTrust trust) {
        var faults = new CapFaults();
        Optional<EdxlEnvelope> envelope = EdxlEnvelope.read(xml, faults);
        envelope.ifPresent(it -> CapSignature.check(xml, trust, faults));
        Optional<ObjectNode> event =
                envelope.flatMap(it -> CapReader.event(it.alert(), xml.length, source, query.orTo(it.to()), faults));
        if (query.handling().isEmpty()) {
            envelope.flatMap(EdxlEnvelope::handling).ifPresent(asked -> event.ifPresent(it -> raise(it, asked)));
        }
        return CapReader.message(event, xml.length, faults);
    }

    private static void raise(ObjectNode event, Handling asked) {
        boolean higher = Coded.find(Handling.class, event.path("handling").asText())
                .filter(own -> own.compareTo(asked) >= 0)
                .isPresent();
        if (!higher) {
            event.put("handling", asked.code());
        }
    }
}
