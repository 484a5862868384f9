package org.kivuko.operations.queues;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.exchange.Vault;

/**
 * Which queues operators have paused. The ledger is told first and the broker second: a hub that is killed in between starts
 * with the queue paused. Thread-safe.
 */
public final class Pauses {
    private final PauseStore store;
    private final QueueSwitch broker;
    private final Vault vault;
    private final InstantSource clock;
    private volatile Map<String, Pause> paused = Map.of();

    public Pauses(PauseStore store, QueueSwitch broker, Vault vault, InstantSource clock) {
        this.store = store;
        this.broker = broker;
        this.vault = vault;
        this.clock = clock;
    }

    /** What an operator wants. */
    public record Wish(UUID key, String queue, boolean resume, String by, String reason) {
        /** Without the reason, which may hold anything. */
        @Override
        public String toString() {
            return "Wish[" + (resume ? "resume " : "pause ") + queue + " by " + by + "]";
        }
    }

    /** What became of it. */
    public sealed interface Result {}

    /** It is as wished, by this act or by the same one before. */
    public record Done(Optional<Pause> before, Optional<Pause> after) implements Result {}

    /** The key was used for something else. */
    public record KeyTaken() implements Result {}

    /** Nothing but inboxes and outboxes is paused. */
    public record NotForThis() implements Result {}

    /** Reads which queues are paused and keeps them so; to be called once, before the broker lets anybody in. */
    public synchronized void begin() {
        var read = new HashMap<String, Pause>();
        store.paused().forEach((queue, act) -> {
            read.put(queue, pause(act));
            broker.startPaused(queue);
        });
        paused = Map.copyOf(read);
    }

    /** Who has paused which queue, and why. */
    public Map<String, Pause> paused() {
        return paused;
    }

    /** Pauses a queue, or has it go on. */
    public synchronized Result act(Wish wish) {
        QueueKind kind = QueueName.of(wish.queue()).kind();
        if (kind != QueueKind.INBOX && kind != QueueKind.OUTBOX) {
            return new NotForThis();
        }
        Optional<PauseStore.Act> earlier = store.under(wish.key());
        if (earlier.isPresent() && !same(earlier.get(), wish)) {
            return new KeyTaken();
        }
        Optional<Pause> before = Optional.ofNullable(paused.get(wish.queue()));
        if (earlier.isEmpty()) {
            var act = new PauseStore.Act(
                    wish.key(),
                    wish.queue(),
                    wish.resume(),
                    wish.by(),
                    clock.instant(),
                    vault.seal(name(wish.key()), wish.reason().getBytes(StandardCharsets.UTF_8)));
            store.note(act);
            remember(act);
        }
        // A repetition tells the broker again: the first call may have failed there.
        obey(wish.queue());
        return new Done(before, Optional.ofNullable(paused.get(wish.queue())));
    }

    private static boolean same(PauseStore.Act act, Wish wish) {
        return act.queue().equals(wish.queue()) && act.resumed() == wish.resume();
    }

    private void remember(PauseStore.Act act) {
        var next = new HashMap<>(paused);
        if (act.resumed()) {
            next.remove(act.queue());
        } else {
            next.put(act.queue(), pause(act));
        }
        paused = Map.copyOf(next);
    }

    private void obey(String queue) {
        if (paused.containsKey(queue)) {
            broker.pause(queue);
        } else {
            broker.resume(queue);
        }
    }

    private Pause pause(PauseStore.Act act) {
        String reason = new String(vault.open(name(act.key()), act.reason()), StandardCharsets.UTF_8);
        return new Pause(act.by(), act.at(), reason);
    }

    private static String name(UUID key) {
        return "pause " + key;
    }
}
