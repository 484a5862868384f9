package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** Reads threads for agencies. Thread-safe. */
public final class ThreadReader {
    private final Threads threads;
    private final Rulebook rulebook;
    private final InstantSource clock;

    public ThreadReader(Threads threads, Rulebook rulebook, InstantSource clock) {
        this.threads = threads;
        this.rulebook = rulebook;
        this.clock = clock;
    }

    /** The thread document of the contract; empty where the caller neither sent the message nor was handed it. */
    public Optional<ObjectNode> read(MessageKey key, AgencyId caller) {
        boolean central =
                ReferenceChecks.isCentralContact(caller, rulebook.agreements().directory());
        List<ThreadMessage> messages = threads.thread(key, caller, central);
        return messages.isEmpty()
                ? Optional.empty()
                : Optional.of(ThreadView.of(key, messages, caller, clock.instant()));
    }
}
