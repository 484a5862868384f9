package org.kivuko.exchange.push;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/** A shelf in memory that leases as the real one does. Thread-safe. */
final class LeasingShelf implements Shelf {
    private final InstantSource clock;
    private final Map<UUID, Slot> all = new LinkedHashMap<>();
    private final Map<UUID, Instant> leases = new HashMap<>();
    private final Set<UUID> takenBack = new HashSet<>();
    final List<UUID> acknowledged = new ArrayList<>();
    /** How many acknowledgements are noted before the ledger is away. */
    int goodNotes = Integer.MAX_VALUE;

    private record Slot(AgencyId agency, String kind, Item item) {}

    LeasingShelf(InstantSource clock) {
        this.clock = clock;
    }

    synchronized UUID put(AgencyId agency, Channel channel, Lane lane, String source) {
        return put(agency, channel.code(), lane, source);
    }

    synchronized UUID putReceipt(AgencyId agency) {
        return put(agency, "receipts", Lane.BULK, "/hub");
    }

    private UUID put(AgencyId agency, String kind, Lane lane, String source) {
        UUID id = UUID.randomUUID();
        byte[] body = ("{\"source\":\"" + source + "\"}").getBytes(StandardCharsets.UTF_8);
        all.put(id, new Slot(agency, kind, new Item(id, lane, body)));
        return id;
    }

    /** Somebody closes the inbox: it is not leased any more, and comes again later. */
    synchronized void takeBack(UUID id) {
        leases.remove(id);
        takenBack.add(id);
    }

    synchronized void giveOut(UUID id) {
        takenBack.remove(id);
    }

    private List<Item> lease(AgencyId agency, String kind, int max) {
        var leased = new ArrayList<Item>();
        Instant now = clock.instant();
        all.forEach((id, slot) -> {
            boolean free = !leases.getOrDefault(id, Instant.MIN).isAfter(now) && !takenBack.contains(id);
            if (leased.size() < max
                    && free
                    && slot.agency().equals(agency)
                    && slot.kind().equals(kind)) {
                leases.put(id, now.plus(LEASE));
                leased.add(slot.item());
            }
        });
        return leased;
    }

    @Override
    public synchronized List<Item> leaseInbox(AgencyId agency, Channel channel, int max) {
        return lease(agency, channel.code(), max);
    }

    @Override
    public synchronized List<Item> leaseReceipts(AgencyId agency, int max) {
        return lease(agency, "receipts", max);
    }

    @Override
    public synchronized Optional<Item> leased(AgencyId agency, UUID delivery) {
        return Optional.ofNullable(all.get(delivery))
                .filter(slot -> leases.getOrDefault(delivery, Instant.MIN).isAfter(clock.instant()))
                .map(Slot::item);
    }

    @Override
    public synchronized boolean acknowledge(AgencyId agency, UUID delivery) {
        if (acknowledged.size() >= goodNotes) {
            throw new LedgerUnavailable("away", null);
        }
        acknowledged.add(delivery);
        leases.remove(delivery);
        return all.remove(delivery) != null;
    }

    @Override
    public boolean acknowledgeReceipt(AgencyId agency, UUID delivery) {
        return acknowledge(agency, delivery);
    }
}
