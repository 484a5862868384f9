package org.kivuko.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.InboxKeeper;
import org.kivuko.exchange.Parcel;
import org.kivuko.exchange.Waiting;

/** Queues in memory. */
final class RememberedKeeper implements InboxKeeper {
    final Map<String, List<Waiting>> queues = new HashMap<>();
    final Set<Inbox> closed = ConcurrentHashMap.newKeySet();
    final Set<UUID> aside = new HashSet<>();

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
    public void callBack(Inbox inbox) {}

    @Override
    public synchronized void turn(Inbox inbox, boolean interrupted, Turn turn) {
        List<Waiting> taken = queues.remove(inbox.queue());
        turn.turn(taken, this::send);
    }

    private void send(Parcel parcel) {
        Optional<Instant> ends = Optional.empty();
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
    public synchronized long waiting(Inbox inbox) {
        return items(inbox).size();
    }

    @Override
    public Set<UUID> lying(Inbox inbox) {
        return items(inbox).stream().flatMap(item -> item.id().stream()).collect(Collectors.toSet());
    }

    @Override
    public Set<UUID> putAside() {
        return aside;
    }
}
