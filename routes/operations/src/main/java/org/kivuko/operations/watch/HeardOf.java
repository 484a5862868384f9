package org.kivuko.operations.watch;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.kivuko.exchange.QueueRow;
import org.kivuko.operations.queues.QueueKind;
import org.kivuko.operations.queues.QueueName;

/**
 * Of which agencies something was heard since the last look: it put something into an outbox, took something over, or listens. Not
 * thread-safe.
 */
public final class HeardOf {
    private Map<String, Long> before = new HashMap<>();

    /** The agencies of which something was heard since the look before; at the first look those that listen. */
    public Set<String> look(Collection<QueueRow> queues) {
        var now = new HashMap<String, Long>();
        var heard = new HashSet<String>();
        for (QueueRow row : queues) {
            QueueName name = QueueName.of(row.queue());
            name.agency().ifPresent(agency -> {
                boolean outbox = name.kind() == QueueKind.OUTBOX;
                // What the hub puts into an inbox or takes out of an outbox says nothing of the agency.
                long count = outbox ? row.added() : row.acknowledged();
                now.put(row.queue(), count);
                boolean moved = before.containsKey(row.queue()) && count > before.get(row.queue());
                if (moved || (!outbox && row.consumers() > 0)) {
                    heard.add(agency.toString());
                }
            });
        }
        before = now;
        return heard;
    }
}
