package org.kivuko.acceptance;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.Parcel;

/**
 * Counts in the broker what is taken out of the outboxes of agencies: every copy once, however often its batch is taken again,
 * and not the errands that the hub puts there. Thread-safe.
 */
final class Arrivals implements ActiveMQServerPlugin {
    private static final Pattern OUTBOX =
            Pattern.compile("(?:exercise\\.)?agency\\.(?<agency>[^.]+\\.[^.]+)\\.outbox(?:\\.urgent)?");

    private final Map<String, Set<Long>> copies = new ConcurrentHashMap<>();
    private final Map<String, Long> moved = new ConcurrentHashMap<>();

    @Override
    public void messageAcknowledged(
            Transaction transaction, MessageReference reference, AckReason reason, ServerConsumer consumer) {
        Matcher outbox = OUTBOX.matcher(reference.getQueue().getName().toString());
        Object door = reference.getMessage().getObjectProperty(Parcel.DOOR);
        if (outbox.matches() && !Door.HUB.code().equals(String.valueOf(door))) {
            copies.computeIfAbsent(outbox.group("agency"), any -> ConcurrentHashMap.newKeySet())
                    .add(reference.getMessageID());
        }
    }

    /** A copy without a right to the urgent lane, which the hub puts into the other outbox, is taken twice and is one. */
    void moved(String agency) {
        moved.merge(agency, 1L, Long::sum);
    }

    /** How many copies came from each agency. */
    Map<String, Long> byAgency() {
        var counts = new TreeMap<String, Long>();
        copies.forEach((agency, taken) -> counts.put(agency, taken.size() - moved.getOrDefault(agency, 0L)));
        return counts;
    }
}
