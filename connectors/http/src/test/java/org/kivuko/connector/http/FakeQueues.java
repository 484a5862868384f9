package org.kivuko.connector.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.kivuko.exchange.Vault;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.queues.PauseStore;
import org.kivuko.operations.queues.Pauses;
import org.kivuko.operations.queues.QueueBook;
import org.kivuko.operations.queues.QueueContents;
import org.kivuko.operations.queues.QueueCounts;
import org.kivuko.operations.queues.QueueHeads;
import org.kivuko.operations.queues.QueueMeter;
import org.kivuko.operations.queues.QueuePoint;
import org.kivuko.operations.queues.QueueSwitch;
import org.kivuko.operations.queues.QueueWatch;
import org.kivuko.operations.queues.Span;

/** A few queues, and a book about them in memory. */
final class FakeQueues implements QueueMeter, QueueBook, PauseStore, QueueSwitch {
    static final UUID DELIVERY = UUID.fromString("00000000-0000-4000-8000-000000000001");
    static final String INBOX = "agency.UGA.DCIC.inbox";

    final List<QueueCounts> counts = new ArrayList<>(List.of(
            counts("agency.KEN.DIS.outbox", 3, 1),
            counts(INBOX, 5, 0),
            counts("agency.UGA.DCIC.receipts", 0, 1),
            counts("hub.dead", 0, 0),
            counts("hub.expired", 0, 0),
            counts("hub.quarantine", 2, 0)));

    final Map<String, Act> acts = new HashMap<>();
    final Map<UUID, Act> keys = new HashMap<>();
    final List<String> told = new ArrayList<>();
    final InstantSource clock = InstantSource.fixed(TestDoor.NOW);
    final Pauses pauses = new Pauses(this, this, new Vault(new byte[32]), clock);
    final QueueWatch watch = new QueueWatch(this, this, pauses::paused, clock);

    QueuePorts ports() {
        watch.look();
        return new QueuePorts(watch, new QueueHeads(this, this), pauses);
    }

    static QueueCounts counts(String queue, long messages, int consumers) {
        return new QueueCounts(
                queue,
                OptionalLong.of(messages),
                consumers,
                0,
                10,
                7,
                messages == 0 ? OptionalLong.empty() : OptionalLong.of(3),
                Optional.empty(),
                false);
    }

    @Override
    public Reading read() {
        return new Reading(100, counts);
    }

    @Override
    public List<Head> first(String queue, int max) {
        return queue.equals(INBOX) ? List.of(new Head(Optional.of(DELIVERY), 900)) : List.of();
    }

    @Override
    public void keep(Span span, Instant now, Map<String, QueuePoint> points) {}

    @Override
    public List<QueuePoint> history(String queue, Span span, Instant since) {
        return List.of(new QueuePoint(since.plus(span.step()), 4, 0.5, 0));
    }

    @Override
    public void mark(long newest, Instant at) {}

    @Override
    public Map<Long, Instant> marks() {
        return Map.of(50L, TestDoor.NOW.minus(Duration.ofMinutes(2)));
    }

    @Override
    public Map<UUID, Instant> queuedAt(Collection<UUID> deliveries) {
        return Map.of();
    }

    @Override
    public Map<UUID, QueueContents.Known> known(Collection<UUID> deliveries) {
        return !deliveries.contains(DELIVERY)
                ? Map.of()
                : Map.of(
                        DELIVERY,
                        new QueueContents.Known(
                                new MessageKey(TestDoor.KEN, "m-1"),
                                "kivuko.alert.v1",
                                TestDoor.NOW,
                                OptionalLong.of(8)));
    }

    @Override
    public Map<String, Act> paused() {
        return Map.copyOf(acts);
    }

    @Override
    public Optional<Act> under(UUID key) {
        return Optional.ofNullable(keys.get(key));
    }

    @Override
    public boolean note(Act act) {
        return keys.putIfAbsent(act.key(), act) == null;
    }

    @Override
    public void pause(String queue) {
        told.add("pause " + queue);
    }

    @Override
    public void resume(String queue) {
        told.add("resume " + queue);
    }

    @Override
    public void startPaused(String queue) {
        told.add("start paused " + queue);
    }
}
