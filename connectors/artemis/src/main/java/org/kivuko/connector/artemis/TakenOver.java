package org.kivuko.connector.artemis;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.model.AgencyId;

/**
 * What agencies acknowledge, each item with a call of its own and many at the same time. What an agency says while the one before is being
 * written down is written down together, and nobody who waits for that holds a thread. Thread-safe.
 */
final class TakenOver {
    /** Written down together. */
    static final int MOST_TOGETHER = 500;

    /** Writes down what one agency has taken over, and gives what was handed to it; what else was named changes nothing. */
    interface Book {
        Set<UUID> note(AgencyId agency, Map<UUID, Instant> items);
    }

    private final Book book;
    private final Executor writers;
    private final Map<AgencyId, Line> lines = new ConcurrentHashMap<>();

    /** @param writers each writes for one agency at a time */
    TakenOver(Book book, Executor writers) {
        this.book = book;
        this.writers = writers;
    }

    /**
     * Ends once it is written down, or was before: with whether it was ever handed to this agency. Where the book fails, that is the end of
     * every item that was in its hands.
     */
    CompletionStage<Boolean> note(AgencyId agency, UUID item, Instant at) {
        return lines.computeIfAbsent(agency, Line::new).note(item, at);
    }

    private record Said(Instant at, CompletableFuture<Boolean> noted) {}

    /** One agency's: some of it is being written, at most, and the rest waits. */
    private final class Line {
        private final AgencyId agency;
        private final Map<UUID, Said> waiting = new LinkedHashMap<>();
        private boolean writing;

        Line(AgencyId agency) {
            this.agency = agency;
        }

        synchronized CompletionStage<Boolean> note(UUID item, Instant at) {
            Said said = waiting.computeIfAbsent(item, any -> new Said(at, new CompletableFuture<>()));
            if (!writing) {
                goOn();
            }
            return said.noted();
        }

        private synchronized void goOn() {
            writing = !waiting.isEmpty();
            if (writing) {
                try {
                    writers.execute(this::write);
                } catch (RejectedExecutionException closing) {
                    writing = false;
                    fail(take(), new BrokerUnavailable("the hub is closing", closing));
                }
            }
        }

        private void write() {
            Map<UUID, Said> together = take();
            var items = new LinkedHashMap<UUID, Instant>();
            together.forEach((item, said) -> items.put(item, said.at()));
            try {
                Set<UUID> known = book.note(agency, items);
                goOn();
                together.forEach((item, said) -> said.noted().complete(known.contains(item)));
            } catch (RuntimeException | Error e) {
                goOn();
                fail(together, e);
            }
        }

        private synchronized Map<UUID, Said> take() {
            var together = new LinkedHashMap<UUID, Said>();
            var each = waiting.entrySet().iterator();
            while (each.hasNext() && together.size() < MOST_TOGETHER) {
                Map.Entry<UUID, Said> next = each.next();
                together.put(next.getKey(), next.getValue());
                each.remove();
            }
            return together;
        }

        private void fail(Map<UUID, Said> together, Throwable failure) {
            together.values().forEach(said -> said.noted().completeExceptionally(failure));
        }
    }
}
