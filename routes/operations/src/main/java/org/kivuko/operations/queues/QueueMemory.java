package org.kivuko.operations.queues;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is remembered of one queue from look to look. Not thread-safe. */
final class QueueMemory {
    /** Rates go back over so many looks. */
    private static final int RATE_LOOKS = 6;

    private final QueueName name;
    private final Deque<Flow> flows = new ArrayDeque<>();
    private final Deque<Long> trend = new ArrayDeque<>();
    private final Map<Span, Flow> stepBegan = new EnumMap<>(Span.class);
    private final Map<Span, Long> lastKept = new EnumMap<>(Span.class);
    private QueueCounts counts;
    private long messages;
    private Optional<Instant> closedSince = Optional.empty();

    QueueMemory(String queue) {
        this.name = QueueName.of(queue);
    }

    /** Takes in what the broker counts now. */
    void take(QueueCounts now, Instant at) {
        Flow flow = counts == null ? Flow.beginning(at) : flows.getLast().next(at, counts, now);
        counts = now;
        messages = now.messages().orElse(messages);
        put(flows, flow, RATE_LOOKS + 1);
        put(trend, messages, QueueState.TREND);
        if (!now.closed()) {
            closedSince = Optional.empty();
        } else if (closedSince.isEmpty()) {
            closedSince = Optional.of(at);
        }
        for (Span span : Span.values()) {
            stepBegan.putIfAbsent(span, flow);
        }
    }

    private static <T> void put(Deque<T> last, T value, int most) {
        last.addLast(value);
        if (last.size() > most) {
            last.removeFirst();
        }
    }

    /** The state after the last look. */
    QueueState state(Optional<Instant> oldest) {
        Flow flow = flows.getLast();
        return new QueueState(
                name,
                flow.at(),
                messages,
                counts.messages().isEmpty(),
                counts.consumers(),
                counts.delivering(),
                counts.added(),
                counts.acknowledged(),
                flow.inPerSecond(flows.getFirst()),
                flow.outPerSecond(flows.getFirst()),
                messages == 0 ? Optional.empty() : oldest,
                List.copyOf(trend),
                Optional.empty(),
                closedSince);
    }

    /** Ends a step; the point is left out where nothing changed since the one kept last. */
    Optional<QueuePoint> endStep(Span span) {
        Flow flow = flows.getLast();
        Flow began = stepBegan.put(span, flow);
        var point = new QueuePoint(flow.at(), messages, flow.inPerSecond(began), flow.outPerSecond(began));
        boolean told = lastKept.getOrDefault(span, 0L) == messages && point.still();
        if (told) {
            return Optional.empty();
        }
        lastKept.put(span, messages);
        return Optional.of(point);
    }
}
