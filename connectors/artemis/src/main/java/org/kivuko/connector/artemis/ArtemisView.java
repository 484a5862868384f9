package org.kivuko.connector.artemis;

import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ActiveMQServer.SERVER_STATE;
import org.apache.activemq.artemis.core.server.Queue;
import org.kivuko.exchange.BrokerView;
import org.kivuko.exchange.QueueRow;

/** What operators and health checks see of the embedded broker. Thread-safe. */
final class ArtemisView implements BrokerView {
    private final ActiveMQServer server;
    private volatile List<String> queues;

    ArtemisView(ActiveMQServer server, List<String> queues) {
        this.server = server;
        this.queues = queues;
    }

    /** From now on these are shown. */
    void show(List<String> names) {
        queues = List.copyOf(names);
    }

    /** The names of those that are shown. */
    List<String> names() {
        return queues;
    }

    @Override
    public List<QueueRow> queues() {
        var rows = new ArrayList<QueueRow>();
        for (String name : queues) {
            Queue queue = server.locateQueue(name);
            if (queue != null) {
                rows.add(new QueueRow(
                        name,
                        queue.getMessageCount(),
                        queue.getConsumerCount(),
                        queue.getMessagesAdded(),
                        queue.getMessagesAcknowledged()));
            }
        }
        return rows;
    }

    /** A broker that met a disk error or hung has stopped itself; one whose disk is full refuses what is sent. */
    @Override
    public boolean available() {
        return server.getState() == SERVER_STATE.STARTED
                && server.isActive()
                && !server.getPagingManager().isDiskFull();
    }

    /** Messages in the queue, those on their way to a consumer included. */
    long count(String queue) {
        Queue found = server.locateQueue(queue);
        return found == null ? 0 : found.getMessageCount();
    }
}
