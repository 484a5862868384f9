package org.kivuko.operations.watch;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Ruling;
import org.kivuko.exchange.Judgements;
import org.kivuko.model.FlowReport;
import org.kivuko.model.Message;

/**
 * Counts the messages that arise at border posts while they pass, so that nobody has to look into them afterwards. What was
 * counted and not yet kept is lost where a hub is killed. Thread-safe.
 */
public final class PostTally implements Judgements {
    private Map<Way, Long> counts = new HashMap<>();
    private Map<String, Instant> reports = new HashMap<>();

    /**
     * Messages of a post.
     *
     * @param to the state to which it crossed; empty: counted once for each message, whatever became of it
     */
    public record Way(String post, Optional<String> to) {}

    /**
     * What was counted since the last time.
     *
     * @param reports when a flow report came from a post last
     */
    public record Counted(Map<Way, Long> counts, Map<String, Instant> reports) {
        public boolean isEmpty() {
            return counts.isEmpty() && reports.isEmpty();
        }
    }

    @Override
    public void recorded(Message message, List<Ruling> rulings, Instant at) {
        Agreements.post(message).ifPresent(post -> count(post, message, rulings, at));
    }

    private synchronized void count(String post, Message message, List<Ruling> rulings, Instant at) {
        counts.merge(new Way(post, Optional.empty()), 1L, Long::sum);
        rulings.stream()
                .filter(ruling -> ruling.outcome().crosses())
                .map(ruling -> ruling.recipient().state())
                .distinct()
                .forEach(state -> counts.merge(new Way(post, Optional.of(state)), 1L, Long::sum));
        if (message.payload() instanceof FlowReport) {
            reports.merge(post, at, (one, other) -> one.isAfter(other) ? one : other);
        }
    }

    /** Takes what was counted; it has to be kept, or put back. */
    public synchronized Counted take() {
        var taken = new Counted(counts, reports);
        counts = new HashMap<>();
        reports = new HashMap<>();
        return taken;
    }

    /** What could not be kept is kept with what comes next. */
    public synchronized void putBack(Counted counted) {
        counted.counts().forEach((way, number) -> counts.merge(way, number, Long::sum));
        counted.reports()
                .forEach((post, at) -> reports.merge(post, at, (one, other) -> one.isAfter(other) ? one : other));
    }
}
