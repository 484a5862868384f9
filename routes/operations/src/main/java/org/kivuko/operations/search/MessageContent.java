package org.kivuko.operations.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.exchange.SealedContent;
import org.kivuko.exchange.ShownContent;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.people.Scope;

/**
 * Opens a message for an operator who may: who that is, for which purpose and that it is written down first, is asked where the
 * call comes in. Thread-safe.
 */
public final class MessageContent {
    private static final String GONE =
            "Every delivery of it has ended, or it was refused for everybody: then what it said is deleted";
    private static final String OTHER_SENDER =
            "It was sent by an agency outside your scope: you see what your agencies were given";
    private static final String NOT_SENT = "Nothing of it crossed to this agency";
    private static final String CHANGED =
            "What it was given is not kept, and what the hub knows today does not lead to the recorded ruling any more";

    private final MessageSearch messages;
    private final ShownContent shown;

    public MessageContent(MessageSearch messages, ShownContent shown) {
        this.messages = messages;
        this.shown = shown;
    }

    /**
     * What can be shown.
     *
     * @param received as its sender sent it
     * @param delivered as each recipient was given it
     * @param missing for recipients of which nothing can be shown, why
     * @param gone why nothing is there that might be
     */
    public record Opened(
            Optional<JsonNode> received,
            Map<String, JsonNode> delivered,
            Map<String, String> missing,
            Optional<String> gone) {
        /** Shows no content. */
        @Override
        public String toString() {
            return "Opened[" + delivered.keySet() + "]";
        }
    }

    /** Opens it; empty where there is no such message in this scope. */
    public Optional<Opened> open(MessageKey key, Scope scope) {
        return messages.life(key, scope).map(life -> open(life, scope));
    }

    private Opened open(MessageLife life, Scope scope) {
        MessageKey key = life.message().key();
        Optional<SealedContent> content = messages.content(key);
        if (content.isEmpty()) {
            return new Opened(Optional.empty(), Map.of(), Map.of(), Optional.of(GONE));
        }
        List<ShownContent.Given> given = life.recipients().stream()
                .map(MessageLife.Recipient::ruled)
                .filter(ruled -> ruled.outcome().crosses())
                .map(MessageContent::given)
                .toList();
        Map<AgencyId, JsonNode> delivered = shown.delivered(given);
        var events = new LinkedHashMap<String, JsonNode>();
        delivered.forEach((agency, event) -> events.put(agency.toString(), event));
        boolean own = scope.covers(key.source());
        return new Opened(
                own ? content.map(kept -> shown.received(key, kept)) : Optional.empty(),
                events,
                missing(life, delivered),
                own ? Optional.empty() : Optional.of(OTHER_SENDER));
    }

    private static Map<String, String> missing(MessageLife life, Map<AgencyId, JsonNode> delivered) {
        var missing = new LinkedHashMap<String, String>();
        for (MessageLife.Recipient recipient : life.recipients()) {
            MessageLife.Ruled ruled = recipient.ruled();
            if (!delivered.containsKey(AgencyId.of(ruled.agency()))) {
                missing.put(ruled.agency(), ruled.outcome().crosses() ? CHANGED : NOT_SENT);
            }
        }
        return missing;
    }

    private static ShownContent.Given given(MessageLife.Ruled ruled) {
        return new ShownContent.Given(
                ruled.ruling(),
                AgencyId.of(ruled.agency()),
                ruled.outcome(),
                ruled.judgedAt(),
                ruled.rules(),
                ruled.agreements(),
                ruled.removed(),
                ruled.transformed(),
                ruled.handling(),
                ruled.link(),
                ruled.acknowledgeBy(),
                ruled.retainUntil());
    }
}
