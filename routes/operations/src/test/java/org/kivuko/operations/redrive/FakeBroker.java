package org.kivuko.operations.redrive;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.exchange.BrokerUnavailable;

/** A quarantine and an outbox in memory; moves are whole or not at all, and their answers may get lost. */
final class FakeBroker implements FailureBroker {
    final Set<String> quarantine = new LinkedHashSet<>();
    final List<String> outbox = new ArrayList<>();
    boolean outboxes = true;
    boolean failBefore;
    boolean failAfter;

    void clear() {
        quarantine.clear();
        outbox.clear();
    }

    @Override
    public Set<String> move(FailureQueue queue, Collection<String> copies, String to) {
        if (failBefore) {
            throw new BrokerUnavailable("before the move", null);
        }
        var moved = new LinkedHashSet<>(copies);
        moved.retainAll(quarantine);
        quarantine.removeAll(moved);
        outbox.addAll(moved);
        if (failAfter) {
            throw new BrokerUnavailable("the answer got lost", null);
        }
        return moved;
    }

    @Override
    public boolean takes(String name) {
        return outboxes;
    }

    @Override
    public Set<String> lying(FailureQueue queue) {
        return Set.copyOf(quarantine);
    }

    @Override
    public List<DeadLetter> deadLetters(int max) {
        return List.of();
    }

    @Override
    public Optional<Body> body(FailureQueue queue, String copy) {
        return Optional.empty();
    }
}
