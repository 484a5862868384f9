package org.kivuko.connector.artemis;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.model.AgencyId;

/**
 * Throws away what lies in queues, whoever it is for: between two tests, and never in service. What the broker keeps to know which
 * batches were committed stays. Not thread-safe.
 */
final class EmptiedQueues {
    private final ActiveMQServer server;

    EmptiedQueues(ActiveMQServer server) {
        this.server = server;
    }

    /** Gives the agencies whose clients hold something of theirs still: it cannot be thrown away before they let go. */
    Set<AgencyId> throwAway(List<String> names) {
        var holding = new HashSet<AgencyId>();
        for (String name : names) {
            Queue queue = name.equals(QueueNames.COMMITS) ? null : server.locateQueue(name);
            if (queue != null && queue.getMessageCount() > 0) {
                throwAway(queue);
                if (queue.getMessageCount() > 0) {
                    QueueNames.agency(name).ifPresent(holding::add);
                }
            }
        }
        return holding;
    }

    private static void throwAway(Queue queue) {
        try {
            queue.deleteAllReferences();
        } catch (Exception e) {
            // Artemis' own signature.
            throw new BrokerUnavailable("the queue " + queue.getName() + " cannot be emptied", e);
        }
    }
}
