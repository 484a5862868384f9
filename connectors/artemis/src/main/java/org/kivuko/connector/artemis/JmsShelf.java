package org.kivuko.connector.artemis;

import jakarta.jms.JMSException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Shelf;
import org.kivuko.exchange.limit.StandsStill;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/**
 * The shelf over the broker's inboxes. A lease is a message that a session of the hub has taken and not acknowledged; it ends
 * with the session, at the latest with the hub. The ledger notes an acknowledgement first, the broker second: what is met
 * again in between is taken away unseen. Thread-safe.
 */
public final class JmsShelf implements Shelf, AutoCloseable {
    private static final long SWEEP_SECONDS = 10;

    /** Agencies for which the ledger is told at the same time what they have taken over: its connections serve others, too. */
    private static final int WRITERS = 4;

    private final HubLink link;
    private final ClosedInboxes closed;
    private final Ledger ledger;
    private final InstantSource clock;
    private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS, daemons("taken-over"));

    private final TakenOver deliveries = new TakenOver(this::noteDeliveries, writers);
    private final TakenOver receiptsTaken = new TakenOver(this::noteReceipts, writers);
    private final Map<String, ShelfQueue> queues = new ConcurrentHashMap<>();
    private final Map<AgencyId, ReceiptMemory> receipts = new ConcurrentHashMap<>();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(daemons("shelf"));

    private final ScheduledFuture<?> sweep;

    /** A shelf over this broker. */
    public JmsShelf(EmbeddedBroker broker, Ledger ledger, InstantSource clock) {
        this.link = broker.link();
        this.closed = broker.closedInboxes();
        closed.onCallBack(this::giveBack);
        this.ledger = ledger;
        this.clock = clock;
        sweep = sweeper.scheduleWithFixedDelay(this::rest, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
    }

    private static ThreadFactory daemons(String name) {
        return task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public List<Item> leaseInbox(AgencyId agency, Channel channel, int max) {
        return lease(inboxes(agency, channel), max);
    }

    @Override
    public Optional<Item> leased(AgencyId agency, UUID delivery) {
        return inboxes(agency).stream()
                .flatMap(queue -> queue.leased(delivery, clock.instant()).stream())
                .findFirst();
    }

    @Override
    public boolean acknowledge(AgencyId agency, UUID delivery) {
        return noteDeliveries(agency, Map.of(delivery, clock.instant())).contains(delivery);
    }

    @Override
    public CompletionStage<Boolean> acknowledging(AgencyId agency, UUID delivery) {
        return deliveries.note(agency, delivery, clock.instant());
    }

    private Set<UUID> noteDeliveries(AgencyId agency, Map<UUID, Instant> items) {
        Set<UUID> known = ledger.acknowledge(agency, items);
        inboxes(agency).forEach(queue -> queue.acknowledge(known));
        return known;
    }

    @Override
    public List<Item> leaseReceipts(AgencyId agency, int max) {
        return lease(receiptQueues(agency), max);
    }

    @Override
    public boolean acknowledgeReceipt(AgencyId agency, UUID delivery) {
        return noteReceipts(agency, Map.of(delivery, clock.instant())).contains(delivery);
    }

    @Override
    public CompletionStage<Boolean> acknowledgingReceipt(AgencyId agency, UUID delivery) {
        return receiptsTaken.note(agency, delivery, clock.instant());
    }

    private Set<UUID> noteReceipts(AgencyId agency, Map<UUID, Instant> items) {
        Set<UUID> known = memory(agency).acknowledge(items.keySet());
        receiptQueues(agency).forEach(queue -> queue.acknowledge(known));
        return known;
    }

    /** Ends every lease. */
    @Override
    public void close() {
        sweep.cancel(false);
        sweeper.shutdown();
        writers.shutdown();
        giveAllBack();
    }

    /** Ends every lease and goes on. */
    public void giveAllBack() {
        queues.values().forEach(ShelfQueue::release);
    }

    /** Gives back what nobody asks for any more. */
    void rest() {
        try {
            queues.values().forEach(queue -> queue.rest(clock.instant()));
        } catch (StandsStill later) {
            // At one of the next looks: nothing goes back sooner than it has to.
            return;
        }
    }

    /** An inbox has closed: what is leased from it goes back. */
    private void giveBack(String inbox) {
        ShelfQueue queue = queues.get(inbox);
        if (queue != null) {
            queue.release();
        }
    }

    private List<Item> lease(List<ShelfQueue> inOrder, int max) {
        var items = new ArrayList<Item>();
        try {
            for (ShelfQueue queue : inOrder) {
                if (items.size() < max) {
                    items.addAll(lease(queue, max - items.size()));
                }
            }
            return items;
        } catch (BrokerUnavailable | LedgerUnavailable down) {
            if (items.isEmpty()) {
                throw down;
            }
            // What is leased has to be handed out, or newer deliveries would be handed out before it.
            return items;
        }
    }

    private List<Item> lease(ShelfQueue queue, int max) {
        try {
            return queue.lease(max, clock.instant());
        } catch (JMSException e) {
            throw new BrokerUnavailable("the broker does not answer", e);
        }
    }

    private List<ShelfQueue> inboxes(AgencyId agency) {
        var all = new ArrayList<ShelfQueue>();
        for (Channel channel : Channel.values()) {
            all.addAll(inboxes(agency, channel));
        }
        return all;
    }

    private List<ShelfQueue> inboxes(AgencyId agency, Channel channel) {
        return List.of(inbox(agency, channel, Lane.URGENT), inbox(agency, channel, Lane.BULK));
    }

    private ShelfQueue inbox(AgencyId agency, Channel channel, Lane lane) {
        return queues.computeIfAbsent(
                new Inbox(agency, channel, lane).queue(),
                name -> new ShelfQueue(link, name, lane, new Deliveries(agency), () -> closed.contains(name)));
    }

    private List<ShelfQueue> receiptQueues(AgencyId agency) {
        return List.of(receiptQueue(agency, Channel.LIVE), receiptQueue(agency, Channel.EXERCISE));
    }

    private ShelfQueue receiptQueue(AgencyId agency, Channel channel) {
        return queues.computeIfAbsent(
                QueueNames.receipts(agency, channel),
                name -> new ShelfQueue(link, name, Lane.BULK, memory(agency), () -> false));
    }

    private ReceiptMemory memory(AgencyId agency) {
        return receipts.computeIfAbsent(agency, key -> new ReceiptMemory());
    }

    /** Deliveries of one agency, as the ledger knows them. */
    private final class Deliveries implements HandedOut {
        private final AgencyId agency;

        Deliveries(AgencyId agency) {
            this.agency = agency;
        }

        @Override
        public Set<UUID> handOut(Collection<UUID> items) {
            return ledger.fetched(agency, items, clock.instant());
        }

        @Override
        public boolean takenOver(UUID item) {
            return ledger.acknowledge(agency, item, clock.instant());
        }
    }
}
