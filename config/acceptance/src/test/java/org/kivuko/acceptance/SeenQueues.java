package org.kivuko.acceptance;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.RoutingContext;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;

/** Sees in the broker to which queue every copy is put, whoever puts it there. Thread-safe. */
final class SeenQueues implements ActiveMQServerPlugin {
    private final Queue<Seen> all = new ConcurrentLinkedQueue<>();

    private record Seen(String queue, String body) {}

    @Override
    public void beforeMessageRoute(Message message, RoutingContext context, boolean direct, boolean rejectDuplicates) {
        var buffer = message.toCore().getReadOnlyBodyBuffer();
        byte[] body = new byte[buffer.readableBytes()];
        buffer.readBytes(body);
        // Of a text message each character is two bytes; what is looked for is plain letters.
        String text = new String(body, StandardCharsets.ISO_8859_1).replace("\0", "");
        all.add(new Seen(String.valueOf(message.getAddress()), text));
    }

    /** Every queue to which something was put in which this stands. */
    Set<String> of(String id) {
        return all.stream()
                .filter(seen -> seen.body().contains("\"" + id + "\""))
                .map(Seen::queue)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
