package org.kivuko.operations.redrive;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kivuko.exchange.Repeated;

/**
 * Carries redrives out. The ledger notes that copies are on their way, the broker moves them, the ledger notes that they
 * moved. Where a hub is killed in between, the next one looks where the copies lie: what lies in its queue goes again, what
 * does not has gone. Thread-safe.
 */
public final class RedriveRunner implements AutoCloseable {
    /** Of one job at one look; with two looks a second the fastest job keeps its rate. */
    private static final int MOST_AT_ONCE = Redrive.MOST_PER_SECOND / 2;

    private final RedriveBook book;
    private final Failures failures;
    private final FailureBroker broker;
    private final InstantSource clock;
    private final Runnable beside;
    private final Map<UUID, Pace> paces = new HashMap<>();
    private final Repeated looks = new Repeated("redrive", this::look);

    /** @param edits of which it sends those that are approved */
    public RedriveRunner(RedriveBook book, Failures failures, FailureBroker broker, Edits edits, InstantSource clock) {
        this(book, failures, broker, edits::sendApproved, clock);
    }

    RedriveRunner(RedriveBook book, Failures failures, FailureBroker broker, Runnable beside, InstantSource clock) {
        this.beside = beside;
        this.book = book;
        this.failures = failures;
        this.broker = broker;
        this.clock = clock;
    }

    /** Begins to run what is there to be run. */
    public RedriveRunner start() {
        looks.start();
        return this;
    }

    /** Takes every running job a step on. */
    synchronized void look() {
        List<Redrive> running = book.running();
        paces.keySet().retainAll(running.stream().map(Redrive::id).collect(Collectors.toSet()));
        for (Redrive job : running) {
            step(job);
        }
        beside.run();
    }

    private void step(Redrive job) {
        List<RedriveBook.Item> left = book.moving(job.id());
        if (!left.isEmpty()) {
            recover(job, left);
        }
        Instant now = clock.instant();
        Pace pace = paces.computeIfAbsent(job.id(), id -> Pace.begin(job.perSecond(), now))
                .at(now);
        int allowed = Math.min(pace.allows(), MOST_AT_ONCE);
        List<RedriveBook.Item> taken = allowed == 0 ? List.of() : book.take(job.id(), allowed, now);
        paces.put(job.id(), pace.without(taken.size()));
        if (!taken.isEmpty()) {
            move(job, taken);
        } else if (allowed > 0) {
            // Nothing is left, or it was paused at this moment.
            book.settle(job.id(), List.of(), now);
        }
    }

    private void move(Redrive job, List<RedriveBook.Item> items) {
        var ends = new LinkedHashMap<RedriveBook.Item, RedriveBook.ItemState>();
        var byOutbox = new LinkedHashMap<String, List<RedriveBook.Item>>();
        for (RedriveBook.Item item : items) {
            Optional<String> outbox = item.outbox().filter(broker::takes);
            if (outbox.isEmpty()) {
                ends.put(item, RedriveBook.ItemState.NO_OUTBOX);
            } else {
                byOutbox.computeIfAbsent(outbox.get(), name -> new ArrayList<>())
                        .add(item);
            }
        }
        byOutbox.forEach((outbox, group) -> ends.putAll(move(job.queue(), outbox, group)));
        settle(job, ends);
    }

    private Map<RedriveBook.Item, RedriveBook.ItemState> move(
            FailureQueue queue, String outbox, List<RedriveBook.Item> items) {
        Set<String> moved =
                broker.move(queue, items.stream().map(RedriveBook.Item::copy).toList(), outbox);
        Set<String> lying = moved.size() == items.size() ? Set.of() : broker.lying(queue);
        var ends = new LinkedHashMap<RedriveBook.Item, RedriveBook.ItemState>();
        for (RedriveBook.Item item : items) {
            ends.put(item, moved.contains(item.copy()) ? RedriveBook.ItemState.MOVED : unmoved(item, lying));
        }
        return ends;
    }

    private static RedriveBook.ItemState unmoved(RedriveBook.Item item, Set<String> lying) {
        return lying.contains(item.copy()) ? RedriveBook.ItemState.OPEN : RedriveBook.ItemState.GONE;
    }

    /** They were on their way when a hub was killed, or the broker did not answer. */
    private void recover(Redrive job, List<RedriveBook.Item> left) {
        Set<String> lying = broker.lying(job.queue());
        var ends = new LinkedHashMap<RedriveBook.Item, RedriveBook.ItemState>();
        left.forEach(item ->
                ends.put(item, lying.contains(item.copy()) ? RedriveBook.ItemState.OPEN : RedriveBook.ItemState.MOVED));
        settle(job, ends);
    }

    private void settle(Redrive job, Map<RedriveBook.Item, RedriveBook.ItemState> ends) {
        Instant now = clock.instant();
        var settled = new ArrayList<RedriveBook.Item>();
        ends.forEach((item, state) -> settled.add(
                new RedriveBook.Item(item.no(), item.copy(), item.agency(), item.outbox(), state, Optional.of(now))));
        // First: a job that is done has no copies that still count as failed.
        failures.gone(job.queue(), copies(settled, RedriveBook.ItemState.MOVED), "redriven");
        failures.gone(job.queue(), copies(settled, RedriveBook.ItemState.GONE), "missing");
        book.settle(job.id(), settled, now);
    }

    private static List<String> copies(List<RedriveBook.Item> items, RedriveBook.ItemState state) {
        return items.stream()
                .filter(item -> item.state() == state)
                .map(RedriveBook.Item::copy)
                .toList();
    }

    /** Ends after the step in hand. */
    @Override
    public void close() {
        looks.close();
    }
}
