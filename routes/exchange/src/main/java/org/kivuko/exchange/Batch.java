package org.kivuko.exchange;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Copies of one outbox that are recorded and released together.
 *
 * @param number of the batch in its outbox; several of these may share a number where a message had to wait until an
 *     earlier one of the same batch was recorded
 * @param passages in the order of the outbox
 * @param gate the way of its broker transaction into the inboxes
 */
public record Batch(OutboxTerm term, long number, List<Passage> passages, Outlet outlet, Gate.Passing gate) {
    public Batch {
        passages = List.copyOf(passages);
    }

    /** The same batch further on its way. */
    Batch with(List<Passage> further) {
        return new Batch(term, number, further, outlet, gate);
    }

    /** The inboxes into which something of it crosses, once it is judged. */
    Set<Inbox> inboxes() {
        Outbox outbox = term.outbox();
        return passages.stream()
                .flatMap(passage -> deliveries(passage).stream())
                .map(Delivery::ruling)
                .filter(ruling -> ruling.outcome().crosses())
                .map(ruling -> new Inbox(ruling.recipient(), outbox.channel(), outbox.lane()))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Delivery> deliveries(Passage passage) {
        if (passage instanceof Passage.Decided decided) {
            return decided.judged().deliveries();
        }
        return passage instanceof Passage.Judged judged ? judged.deliveries() : List.of();
    }
}
