package org.kivuko.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.InboxKeeper;
import org.kivuko.exchange.Outlet;
import org.kivuko.exchange.Parcel;
import org.kivuko.exchange.Waiting;

/** Queues in memory. */
final class RememberedKeeper implements InboxKeeper {
    final Map<String, List<Waiting>> queues = new HashMap<>();
    final Set<Inbox> closed = ConcurrentHashMap.newKeySet();
    final Set<UUID> aside = new HashSet<>();
    /** What has come to its end, all of one inbox. */
    final List<Waiting> runOut = new ArrayList<>();

    /** Of which the broker does not know how many lie there. */
    final Set<Inbox> uncounted = ConcurrentHashMap.newKeySet();
    /** How often somebody asked for everything that lies in an inbox. */
    final AtomicInteger looked = new AtomicInteger();

    /** What is waited for before an inbox is called back. */
    volatile CountDownLatch beforeTurn = new CountDownLatch(0);

    /** How many rounds more the broker does not commit. */
    int failures;

    Optional<Inbox> runOutOf = Optional.empty();
    /** How long what lies in the inboxes may still lie there, by item. */
    final Map<UUID, Duration> timesToLive = new HashMap<>();

    synchronized void put(Inbox inbox, Waiting item) {
        queues.computeIfAbsent(inbox.queue(), any -> new ArrayList<>()).add(item);
    }

    synchronized List<Waiting> items(Inbox inbox) {
        return List.copyOf(queues.getOrDefault(inbox.queue(), List.of()));
    }

    @Override
    public void close(Collection<Inbox> inboxes) {
        closed.addAll(inboxes);
    }

    @Override
    public void callBack(Inbox inbox) {
        try {
            beforeTurn.await();
        } catch (InterruptedException e) {
            throw new BrokerUnavailable("interrupted", e);
        }
    }

    @Override
    public synchronized void turn(Inbox inbox, boolean interrupted, Turn turn) {
        var before = new HashMap<>(queues);
        var asideBefore = List.copyOf(runOut);
        List<Waiting> taken = Optional.ofNullable(queues.remove(inbox.queue())).orElse(List.of());
        turn.turn(new OneStep(taken));
        if (failures > 0) {
            failures--;
            queues.clear();
            queues.putAll(before);
            runOut.clear();
            runOut.addAll(asideBefore);
            throw new BrokerUnavailable("did not commit", null);
        }
    }

    /** All of a round. */
    private final class OneStep implements Step {
        private final List<Waiting> taken;

        OneStep(List<Waiting> taken) {
            this.taken = taken;
        }

        @Override
        public List<Waiting> taken() {
            return taken;
        }

        @Override
        public boolean last() {
            return true;
        }

        @Override
        public boolean whole() {
            return true;
        }

        @Override
        public List<Waiting> takeRunOut(Collection<UUID> items) {
            var got = runOut.stream()
                    .filter(item -> items.contains(item.id().orElseThrow()))
                    .toList();
            runOut.removeAll(got);
            return got;
        }

        @Override
        public Outlet outlet() {
            return RememberedKeeper.this::send;
        }
    }

    private void send(Parcel parcel) {
        Optional<Instant> ends = Optional.empty();
        parcel.id().ifPresent(id -> timesToLive.put(id, parcel.timeToLive()));
        queues.computeIfAbsent(parcel.queue(), any -> new ArrayList<>())
                .add(new Waiting(parcel.id(), parcel.body(), parcel.contentType(), ends));
    }

    @Override
    public void open(Inbox inbox) {
        closed.remove(inbox);
    }

    @Override
    public synchronized boolean exists(Inbox inbox) {
        return queues.containsKey(inbox.queue());
    }

    @Override
    public synchronized OptionalLong waiting(Inbox inbox) {
        return uncounted.contains(inbox)
                ? OptionalLong.empty()
                : OptionalLong.of(items(inbox).size());
    }

    @Override
    public synchronized Set<UUID> lying(Inbox inbox) {
        looked.incrementAndGet();
        return items(inbox).stream().flatMap(item -> item.id().stream()).collect(Collectors.toSet());
    }

    @Override
    public Set<UUID> putAside() {
        return aside;
    }

    @Override
    public synchronized Set<Inbox> runOut() {
        return runOut.isEmpty() ? Set.of() : Set.of(runOutOf.orElseThrow());
    }

    @Override
    public void takeOutRunOut(Inbox inbox) {}

    @Override
    public synchronized List<UUID> runOut(Inbox inbox) {
        return runOutOf.equals(Optional.of(inbox))
                ? runOut.stream().map(item -> item.id().orElseThrow()).toList()
                : List.of();
    }
}
