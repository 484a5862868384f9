package org.kivuko.operations.queues;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Repeated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every queue each five seconds. What was seen last stands in memory, so that asking costs neither broker nor
 * ledger anything; the ledger keeps a history of it, thinned out. Thread-safe.
 */
public final class QueueWatch implements AutoCloseable {
    /** From one look to the next. */
    public static final Duration PERIOD = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(QueueWatch.class);

    private final QueueMeter meter;
    private final QueueBook book;
    private final Supplier<Map<String, Pause>> paused;
    private final InstantSource clock;
    private final Map<String, QueueMemory> memories = new HashMap<>();
    private final Map<UUID, Instant> queuedAt = new HashMap<>();
    private final Map<Span, Long> steps = new EnumMap<>(Span.class);
    private final Marks marks = new Marks();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Repeated looks = new Repeated("queue-watch", this::look, PERIOD);

    private boolean marksRead;
    private volatile QueueTable table;

    /** @param paused which queues are paused at the moment */
    public QueueWatch(QueueMeter meter, QueueBook book, Supplier<Map<String, Pause>> paused, InstantSource clock) {
        this.meter = meter;
        this.book = book;
        this.paused = paused;
        this.clock = clock;
        this.table = new QueueTable(clock.instant(), List.of());
    }

    /** Takes the first look, and goes on looking. */
    public QueueWatch start() {
        looks.startLooked();
        return this;
    }

    /** Every queue as it was seen last. */
    public QueueTable table() {
        return table.with(paused.get());
    }

    /** By when the message of this number had come to the broker, as far as that was seen. */
    public synchronized Optional<Instant> cameBy(long number) {
        return marks.cameBy(number);
    }

    /** What came of one queue in a while, oldest first. */
    public List<QueuePoint> history(String queue, Span span) {
        return book.history(queue, span, clock.instant().minus(span.length()));
    }

    /** Runs after each look, on the thread that looks. */
    public void onLook(Runnable listener) {
        listeners.add(listener);
    }

    /** Looks now. Throws {@link org.kivuko.exchange.BrokerUnavailable} where the broker does not run. */
    public synchronized void look() {
        Instant now = clock.instant();
        QueueMeter.Reading reading = meter.read();
        readMarks();
        marks.add(reading.newest(), now);
        memories.keySet()
                .retainAll(reading.queues().stream().map(QueueCounts::queue).collect(Collectors.toSet()));
        Map<UUID, Instant> known = queuedAt(reading.queues());
        var rows = new ArrayList<QueueState>();
        for (QueueCounts counts : reading.queues()) {
            QueueMemory memory = memories.computeIfAbsent(counts.queue(), QueueMemory::new);
            memory.take(counts, now);
            rows.add(memory.state(oldest(counts, known)));
        }
        table = new QueueTable(now, rows);
        keep(reading.newest(), now);
        listeners.forEach(Runnable::run);
    }

    /** By the ledger where it knows the delivery: an inbox that goes round gives its messages new numbers. */
    private Optional<Instant> oldest(QueueCounts counts, Map<UUID, Instant> known) {
        Optional<Instant> queued = counts.delivery().map(known::get);
        return queued.isPresent() || counts.oldest().isEmpty()
                ? queued
                : marks.cameBy(counts.oldest().getAsLong());
    }

    /** The ledger is asked once for each delivery that has become the oldest of its queue. */
    private Map<UUID, Instant> queuedAt(List<QueueCounts> queues) {
        List<UUID> oldest =
                queues.stream().flatMap(counts -> counts.delivery().stream()).toList();
        queuedAt.keySet().retainAll(oldest);
        List<UUID> unknown =
                oldest.stream().filter(id -> !queuedAt.containsKey(id)).toList();
        if (!unknown.isEmpty()) {
            tell("ask for ages", () -> queuedAt.putAll(book.queuedAt(unknown)));
        }
        return queuedAt;
    }

    private void readMarks() {
        if (!marksRead) {
            tell("read marks", () -> {
                book.marks().forEach(marks::add);
                marksRead = true;
            });
        }
    }

    private void keep(long newest, Instant now) {
        for (Span span : Span.values()) {
            long step = span.stepOf(now);
            Long before = steps.put(span, step);
            if (before != null && before != step) {
                keep(span, now);
                if (span == Span.HOUR) {
                    tell("keep a mark", () -> book.mark(newest, now));
                }
            }
        }
    }

    private void keep(Span span, Instant now) {
        var points = new HashMap<String, QueuePoint>();
        memories.forEach((queue, memory) -> memory.endStep(span).ifPresent(point -> points.put(queue, point)));
        tell("keep a history", () -> book.keep(span, now, points));
    }

    /** A ledger that is away leaves a gap in the history, and does not keep anybody from looking at the queues. */
    private static void tell(String what, Runnable ask) {
        try {
            ask.run();
        } catch (LedgerUnavailable away) {
            LOG.debug("queues: cannot {}: {}", what, away.getMessage());
        }
    }

    /** Ends after the look in hand. */
    @Override
    public void close() {
        looks.close();
    }
}
