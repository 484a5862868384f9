package org.kivuko.connector.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/** A shelf in memory whose leases never run out. */
final class FakeShelf implements Shelf {
    private record Slot(AgencyId agency, String kind) {}

    private final Map<Slot, List<Item>> waiting = new ConcurrentHashMap<>();
    private final Map<UUID, Item> leased = new ConcurrentHashMap<>();
    private final Map<UUID, AgencyId> owners = new ConcurrentHashMap<>();
    private final Set<UUID> acknowledged = new HashSet<>();
    final AtomicInteger asked = new AtomicInteger();
    /** How many leases succeed before the ledger is away. */
    volatile int goodLeases = Integer.MAX_VALUE;
    /** Acknowledgements that come while it is not done wait for it. */
    volatile CompletableFuture<Void> ledgerAnswers = CompletableFuture.completedFuture(null);
    /** How long each lease takes. */
    volatile long leaseMillis;

    synchronized UUID put(AgencyId agency, Channel channel, String json) {
        return put(new Slot(agency, channel.code()), json);
    }

    synchronized UUID putReceipt(AgencyId agency, String json) {
        return put(new Slot(agency, "receipts"), json);
    }

    private UUID put(Slot slot, String json) {
        var item = new Item(UUID.randomUUID(), Lane.URGENT, json.getBytes(StandardCharsets.UTF_8));
        waiting.computeIfAbsent(slot, key -> new ArrayList<>()).add(item);
        return item.delivery();
    }

    private synchronized List<Item> lease(Slot slot, int max) {
        if (asked.incrementAndGet() > goodLeases) {
            throw new LedgerUnavailable("away", null);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(leaseMillis));
        List<Item> there = waiting.getOrDefault(slot, new ArrayList<>());
        List<Item> taken = new ArrayList<>(there.subList(0, Math.min(max, there.size())));
        there.removeAll(taken);
        taken.forEach(item -> {
            leased.put(item.delivery(), item);
            owners.put(item.delivery(), slot.agency());
        });
        return taken;
    }

    @Override
    public List<Item> leaseInbox(AgencyId agency, Channel channel, int max) {
        return lease(new Slot(agency, channel.code()), max);
    }

    @Override
    public synchronized Optional<Item> leased(AgencyId agency, UUID delivery) {
        return agency.equals(owners.get(delivery)) && !acknowledged.contains(delivery)
                ? Optional.of(leased.get(delivery))
                : Optional.empty();
    }

    @Override
    public synchronized boolean acknowledge(AgencyId agency, UUID delivery) {
        boolean mine = agency.equals(owners.get(delivery));
        if (mine) {
            acknowledged.add(delivery);
        }
        return mine;
    }

    @Override
    public CompletionStage<Boolean> acknowledging(AgencyId agency, UUID delivery) {
        return ledgerAnswers.thenApply(answers -> acknowledge(agency, delivery));
    }

    @Override
    public List<Item> leaseReceipts(AgencyId agency, int max) {
        return lease(new Slot(agency, "receipts"), max);
    }

    @Override
    public boolean acknowledgeReceipt(AgencyId agency, UUID delivery) {
        return acknowledge(agency, delivery);
    }
}
