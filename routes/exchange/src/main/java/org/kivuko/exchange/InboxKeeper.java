package org.kivuko.exchange;

import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * Whoever keeps the inboxes: closes them, turns what waits in them round, and opens them. Throws {@link BrokerUnavailable}
 * where the broker does not follow; the inbox then stays closed. Thread-safe; an inbox is turned by one thread at a time.
 */
public interface InboxKeeper {
    /**
     * Stops hand-over from these inboxes, by every door. Returns at once: nothing more is dispatched, but what was dispatched
     * before may not be back yet. May be repeated.
     */
    void close(Collection<Inbox> inboxes);

    /** Waits until everything that was dispatched and not settled is back in its place, in an inbox that is closed. */
    void callBack(Inbox inbox);

    /**
     * Takes everything out of a closed inbox in order, and has it put back behind what is left, until everything went round
     * once. A kill in between leaves the inbox as two halves in the wrong order, to be put right by the next call.
     *
     * @param interrupted whether an earlier round may not have come to its end: it is brought there first
     */
    void turn(Inbox inbox, boolean interrupted, Turn turn);

    /** Hands over again. */
    void open(Inbox inbox);

    /** Whether there is such an inbox: that of an agency that has left goes once it is empty. */
    boolean exists(Inbox inbox);

    /**
     * How many messages lie in it, those on their way to a recipient included; empty where the broker does not know: after a
     * start it counts what lies on disk.
     */
    OptionalLong waiting(Inbox inbox);

    /** Whether it is certain that nothing lies in it. */
    default boolean empty(Inbox inbox) {
        return waiting(inbox).equals(OptionalLong.of(0));
    }

    /** The deliveries and voids that lie in an inbox which is closed and called back, or that nobody fetches yet. */
    Set<UUID> lying(Inbox inbox);

    /** What the broker itself has taken out of inboxes, because it came to its end or could not be handed over. */
    Set<UUID> putAside();

    /** The inboxes out of which the broker has taken something because it came to its end, and into which nothing was put back. */
    Set<Inbox> runOut();

    /**
     * Has the broker look now for what has come to its end in an inbox. What lies in its memory is taken out before this
     * returns, what lies on disk alone when it comes to the head.
     */
    void takeOutRunOut(Inbox inbox);

    /** What the broker has taken out of an inbox because it came to its end; as much of it as one round can put back. */
    List<UUID> runOut(Inbox inbox);

    /** Whoever decides in a round. */
    @FunctionalInterface
    interface Turn {
        /**
         * Decides, records and sends what is to lie in the inbox instead; visible together with the consumption of what was
         * taken.
         */
        void turn(Step step);
    }

    /** One step of a round: one transaction of the broker. */
    interface Step {
        /** What lay next in the inbox, in its order; nothing where only the end was met. */
        List<Waiting> taken();

        /** Whether the end of the round was met with this step. */
        boolean last();

        /** Whether the whole inbox passes in this round: not where one that was cut off is brought to its end. */
        boolean whole();

        /** Takes these of what has come to its end; without those that are not there any more. */
        List<Waiting> takeRunOut(Collection<UUID> items);

        /** Sends what is to lie in the inbox instead. */
        Outlet outlet();
    }
}
