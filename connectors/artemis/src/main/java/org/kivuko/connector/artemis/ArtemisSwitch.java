package org.kivuko.connector.artemis;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Inbox;
import org.kivuko.operations.queues.QueueSwitch;

/** Pauses queues of the embedded broker. An inbox that goes round while it is paused does so as ever. Thread-safe. */
final class ArtemisSwitch implements QueueSwitch {
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(15);
    private static final long LOOK_AGAIN_MILLIS = 10;

    private final ActiveMQServer server;
    private final ClosedInboxes closed;
    private final ArtemisInboxes inboxes;

    ArtemisSwitch(ActiveMQServer server, ClosedInboxes closed, ArtemisInboxes inboxes) {
        this.server = server;
        this.closed = closed;
        this.inboxes = inboxes;
    }

    @Override
    public void pause(String queue) {
        closed.pause(queue);
        Optional<Inbox> inbox = QueueNames.inbox(queue);
        if (inbox.isPresent()) {
            inboxes.callBackPaused(inbox.get());
        } else {
            awaitUnread(queue);
        }
    }

    @Override
    public void resume(String queue) {
        closed.resume(queue);
    }

    @Override
    public void startPaused(String queue) {
        closed.pause(queue);
    }

    /** The batch in hand is finished. */
    private void awaitUnread(String name) {
        Queue queue = server.locateQueue(name);
        long begun = System.nanoTime();
        while (queue != null && queue.getConsumerCount() > 0) {
            if (System.nanoTime() - begun > LIMIT_NANOS) {
                throw new BrokerUnavailable(
                        name + " is paused once the batch in hand has ended, which it has not", null);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BrokerUnavailable("interrupted while an outbox was paused", e);
            }
        }
    }
}
