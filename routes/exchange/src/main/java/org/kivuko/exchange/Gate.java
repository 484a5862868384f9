package org.kivuko.exchange;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Stands between judging and the inboxes. While an inbox is closed nothing is released into it; whoever closes it waits until
 * what was on its way has arrived; and nothing passes that was judged before the rules changed. Thread-safe.
 */
public final class Gate {
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final Set<Inbox> closed = new HashSet<>();
    private final Map<Inbox, Integer> inside = new HashMap<>();
    private long generation;

    /** One broker transaction's way through the gate. Belongs to one thread. */
    public final class Passing implements AutoCloseable {
        private final long judgedUnder;
        private final BooleanSupplier givenUp;
        private final Set<Inbox> entered = new HashSet<>();

        private Passing(long judgedUnder, BooleanSupplier givenUp) {
            this.judgedUnder = judgedUnder;
            this.givenUp = givenUp;
        }

        /**
         * Enters with what is about to be recorded for these inboxes, and stays inside until {@link #close}. Waits while one
         * of them is closed.
         *
         * @throws JudgedTooEarly where the rules have changed since this passing began, or where waiting here would keep an
         *     inbox waiting that this transaction has entered before: give the transaction up and take it again
         */
        public void enter(Collection<Inbox> inboxes) throws JudgedTooEarly, InterruptedException {
            synchronized (Gate.this) {
                while (inboxes.stream().anyMatch(closed::contains)) {
                    if (!entered.isEmpty() || givenUp.getAsBoolean()) {
                        throw new JudgedTooEarly();
                    }
                    Gate.this.wait(LOOK_AGAIN_MILLIS);
                }
                if (judgedUnder != generation) {
                    throw new JudgedTooEarly();
                }
                for (Inbox inbox : inboxes) {
                    if (entered.add(inbox)) {
                        inside.merge(inbox, 1, Integer::sum);
                    }
                }
            }
        }

        /** To be called once the broker has committed, or has given the transaction back. */
        @Override
        public void close() {
            synchronized (Gate.this) {
                for (Inbox inbox : entered) {
                    inside.merge(inbox, -1, (left, one) -> left + one == 0 ? null : left + one);
                }
                entered.clear();
                Gate.this.notifyAll();
            }
        }
    }

    /**
     * Begins a passing; to be called before anything of the transaction is judged.
     *
     * @param givenUp whether it is no use to wait any longer
     */
    public synchronized Passing begin(BooleanSupplier givenUp) {
        return new Passing(generation, givenUp);
    }

    /** The rules are others now: what was judged before and is not inside yet is judged again. */
    public synchronized void rulesChanged() {
        generation++;
        notifyAll();
    }

    /** From now on nothing enters these inboxes; does not wait for what is inside. */
    public synchronized void close(Collection<Inbox> inboxes) {
        closed.addAll(inboxes);
    }

    /** Waits until nothing is on its way into this inbox, which is closed. */
    public synchronized void awaitEmpty(Inbox inbox) throws InterruptedException {
        while (inside.containsKey(inbox)) {
            wait();
        }
    }

    /** Whether nothing is on its way into any inbox. */
    public synchronized boolean isEmpty() {
        return inside.isEmpty();
    }

    /** Lets in again. */
    public synchronized void open(Inbox inbox) {
        closed.remove(inbox);
        notifyAll();
    }
}
