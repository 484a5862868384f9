package org.kivuko.operations.restore;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.kivuko.exchange.Inbox;
import org.kivuko.model.MessageKey;

/** What lies at a broker to which nobody is connected. Not thread-safe. */
public interface RestoreBroker {
    /** Every inbox. */
    List<Inbox> inboxes();

    /** The deliveries and voids in an inbox. */
    Set<UUID> lying(Inbox inbox);

    /** Those that the broker or the hub has put aside. */
    Set<UUID> putAside();

    /** The messages that lie in outboxes and quarantine, as far as they can be read. */
    Set<MessageKey> onTheWay();

    /** Which messages some deliveries in an inbox carry; without voids, and without what cannot be read. */
    Map<UUID, MessageKey> names(Inbox inbox, Collection<UUID> deliveries);
}
