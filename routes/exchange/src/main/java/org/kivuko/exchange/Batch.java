package org.kivuko.exchange;

import java.util.List;

/**
 * Copies of one outbox that are recorded and released together.
 *
 * @param number of the batch in its outbox; several of these may share a number where a message had to wait until an
 *     earlier one of the same batch was recorded
 * @param passages in the order of the outbox
 */
public record Batch(OutboxTerm term, long number, List<Passage> passages, Outlet outlet) {
    public Batch {
        passages = List.copyOf(passages);
    }
}
