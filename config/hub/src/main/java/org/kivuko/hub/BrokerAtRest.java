package org.kivuko.hub;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.artemis.LyingMessages;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.InboxKeeper;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.restore.RestoreBroker;

/** The broker of a hub that does not run, looked through. Not thread-safe. */
final class BrokerAtRest implements RestoreBroker {
    private final LyingMessages messages;
    private final InboxKeeper keeper;

    BrokerAtRest(EmbeddedBroker broker) {
        this.messages = broker.lying();
        this.keeper = broker.inboxes();
    }

    @Override
    public List<Inbox> inboxes() {
        return messages.inboxes();
    }

    @Override
    public Set<UUID> lying(Inbox inbox) {
        return keeper.lying(inbox);
    }

    @Override
    public Set<UUID> putAside() {
        return keeper.putAside();
    }

    /** What the HTTP door took stands there as JSON; by the other doors nothing is accepted before it is recorded. */
    @Override
    public Set<MessageKey> onTheWay() {
        var keys = new HashSet<MessageKey>();
        messages.beforeRelease()
                .forEach(queue ->
                        messages.each(queue, (delivery, body) -> key(body).ifPresent(keys::add)));
        return keys;
    }

    @Override
    public Map<UUID, MessageKey> names(Inbox inbox, Collection<UUID> deliveries) {
        var names = new HashMap<UUID, MessageKey>();
        messages.each(inbox.queue(), (delivery, body) -> delivery.filter(deliveries::contains)
                .ifPresent(id -> key(body).ifPresent(key -> names.put(id, key))));
        return names;
    }

    /** Empty for what the hub says itself, and for what is no message. */
    private static Optional<MessageKey> key(byte[] body) {
        try {
            JsonNode event = MessageJson.tree(body);
            return AgencyId.parseSource(event.path("source").asText())
                    .flatMap(source ->
                            MessageKey.parse(source + "/" + event.path("id").asText()));
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }
}
