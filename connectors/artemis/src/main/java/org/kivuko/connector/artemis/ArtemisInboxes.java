package org.kivuko.connector.artemis;

import jakarta.jms.JMSException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.utils.collections.LinkedListIterator;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.InboxKeeper;
import org.kivuko.model.AgencyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inboxes of the embedded broker. Agencies lose their consumers at one that closes, and come back once it is open. Thread-safe. */
final class ArtemisInboxes implements InboxKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(ArtemisInboxes.class);
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_AGAIN_MILLIS = 5;

    private final ActiveMQServer server;
    private final HubLink link;
    private final ClosedInboxes closed;
    private final Returning returning;
    private final Consumer<AgencyId> disconnect;
    private final FailPoints failPoints;
    private final ExpiredQueue expired;

    ArtemisInboxes(
            ActiveMQServer server,
            HubLink link,
            ClosedInboxes closed,
            Returning returning,
            Consumer<AgencyId> disconnect,
            FailPoints failPoints) {
        this.server = server;
        this.link = link;
        this.closed = closed;
        this.returning = returning;
        this.disconnect = disconnect;
        this.failPoints = failPoints;
        this.expired = new ExpiredQueue(server);
    }

    @Override
    public void close(Collection<Inbox> inboxes) {
        // Not pause(): it waits up to a second for what is on its way, and the queue delivers on meanwhile.
        inboxes.forEach(inbox -> closed.close(inbox.queue()));
        inboxes.forEach(inbox -> consumers(queue(inbox)).forEach(closed::still));
    }

    @Override
    public void callBack(Inbox inbox) {
        callBack(inbox, () -> false);
    }

    /** The same for an inbox that was paused. Where it goes round at the moment nothing is out, and the round is left alone. */
    void callBackPaused(Inbox inbox) {
        consumers(queue(inbox)).forEach(closed::still);
        callBack(inbox, () -> closed.isClosed(inbox.queue()));
    }

    private void callBack(Inbox inbox, BooleanSupplier enough) {
        Queue queue = queue(inbox);
        closed.callBack(inbox.queue());
        long begun = System.nanoTime();
        boolean harder = false;
        while (!enough.getAsBoolean() && isOut(queue)) {
            long waited = System.nanoTime() - begun;
            if (waited > LIMIT_NANOS) {
                throw new BrokerUnavailable(inbox.queue() + " does not come back from who fetches it", null);
            }
            consumers(queue).forEach(consumer -> {
                closed.still(consumer);
                consumer.disconnect();
            });
            if (waited > PATIENCE_NANOS && !harder) {
                // An open transaction of the agency, or a client that does not answer: only its connection ends that.
                harder = true;
                disconnect.accept(inbox.agency());
            }
            pause();
        }
    }

    /** Consumers first: what they had fetched is on its way back before they are gone. */
    private boolean isOut(Queue queue) {
        return queue.getConsumerCount() > 0
                || queue.getDeliveringCount() > 0
                || returning.to(queue.getName().toString());
    }

    private static List<ServerConsumer> consumers(Queue queue) {
        return queue.getConsumers().stream()
                .filter(ServerConsumer.class::isInstance)
                .map(ServerConsumer.class::cast)
                .toList();
    }

    @Override
    public void turn(Inbox inbox, boolean interrupted, Turn turn) {
        try (InboxSeat seat = InboxSeat.take(link, inbox.queue(), closed.selectorOfTheRound())) {
            if (interrupted && seat.marked()) {
                turnToMark(inbox, seat, false, turn);
            }
            seat.mark();
            failPoints.reached(FailPoints.Point.ROUND_MARKED);
            turnToMark(inbox, seat, true, turn);
        } catch (JMSException e) {
            throw new BrokerUnavailable("the broker does not let " + inbox.queue() + " go round", e);
        }
    }

    private void turnToMark(Inbox inbox, InboxSeat seat, boolean whole, Turn turn) throws JMSException {
        boolean ended = false;
        while (!ended) {
            InboxSeat.Taken taken = seat.take();
            ended = taken.ended();
            if (!ended && taken.items().isEmpty()) {
                LOG.debug("{} gives nothing at the moment", inbox.queue());
                continue;
            }
            failPoints.reached(FailPoints.Point.ROUND_TAKEN);
            turn.turn(seat.step(taken, whole));
            failPoints.reached(FailPoints.Point.ROUND_RECORDED);
            seat.commit();
            failPoints.reached(FailPoints.Point.ROUND_TURNED);
        }
    }

    @Override
    public void open(Inbox inbox) {
        closed.open(inbox.queue());
    }

    @Override
    public boolean exists(Inbox inbox) {
        return server.locateQueue(inbox.queue()) != null;
    }

    @Override
    public OptionalLong waiting(Inbox inbox) {
        return QueueCount.of(queue(inbox));
    }

    @Override
    public Set<UUID> lying(Inbox inbox) {
        return lying(inbox.queue());
    }

    @Override
    public Set<UUID> putAside() {
        var aside = new HashSet<>(lying(QueueNames.EXPIRED));
        aside.addAll(lying(QueueNames.DEAD));
        return aside;
    }

    @Override
    public Set<Inbox> runOut() {
        expired.forgetReceipts();
        return expired.inboxes();
    }

    @Override
    public void takeOutRunOut(Inbox inbox) {
        expired.fillFrom(queue(inbox));
    }

    @Override
    public List<UUID> runOut(Inbox inbox) {
        return expired.of(inbox.queue());
    }

    private Set<UUID> lying(String queue) {
        var ids = new HashSet<UUID>();
        try (LinkedListIterator<MessageReference> references = queue(queue).browserIterator()) {
            while (references.hasNext()) {
                HubMessages.delivery(references.next().getMessage().getCorrelationID())
                        .ifPresent(ids::add);
            }
        }
        return ids;
    }

    private Queue queue(Inbox inbox) {
        return queue(inbox.queue());
    }

    private Queue queue(String name) {
        Queue queue = server.locateQueue(name);
        if (queue == null) {
            throw new BrokerUnavailable("the broker has no queue " + name, null);
        }
        return queue;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailable("interrupted while an inbox was called back", e);
        }
    }
}
