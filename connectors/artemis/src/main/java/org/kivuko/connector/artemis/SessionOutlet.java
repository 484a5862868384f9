package org.kivuko.connector.artemis;

import jakarta.jms.BytesMessage;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import java.util.HashMap;
import java.util.Map;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Outlet;
import org.kivuko.exchange.Parcel;

/** Sends in one session: with it, what was sent becomes visible or is gone. Belongs to the thread of the session. */
final class SessionOutlet implements Outlet {
    private final Session session;
    private final MessageProducer producer;
    private final FailPoints failPoints;
    private final Map<String, Queue> queues = new HashMap<>();

    /** Beside the path of a message. */
    SessionOutlet(Session session) throws JMSException {
        this(session, FailPoints.none());
    }

    SessionOutlet(Session session, FailPoints failPoints) throws JMSException {
        this.session = session;
        this.failPoints = failPoints;
        this.producer = session.createProducer(null);
        // The broker's ids are made of a clock and a network address: neither crosses.
        producer.setDisableMessageID(true);
        producer.setDisableMessageTimestamp(true);
    }

    @Override
    public void send(Parcel parcel) {
        failPoints.reached(FailPoints.Point.PROJECTED);
        write(parcel);
        failPoints.reached(FailPoints.Point.SENT);
    }

    private void write(Parcel parcel) {
        try {
            BytesMessage message = session.createBytesMessage();
            message.writeBytes(parcel.body());
            message.setStringProperty(HubMessages.CONTENT_TYPE, parcel.contentType());
            if (parcel.id().isPresent()) {
                message.setJMSCorrelationID(parcel.id().get().toString());
            }
            for (Map.Entry<String, String> property : parcel.properties().entrySet()) {
                message.setStringProperty(property.getKey(), property.getValue());
            }
            send(parcel.queue(), message, parcel.timeToLive().toMillis());
        } catch (JMSException e) {
            throw new BrokerUnavailable("the broker did not take a message for " + parcel.queue(), e);
        }
    }

    /** Sends the number of a batch under the name of its outbox; it replaces the one before. */
    void mark(String outbox, long batch) throws JMSException {
        Message marker = session.createMessage();
        marker.setStringProperty(HubMessages.LAST_VALUE, outbox);
        marker.setStringProperty(HubMessages.OUTBOX, outbox);
        marker.setLongProperty(HubMessages.BATCH, batch);
        send(QueueNames.COMMITS, marker, 0);
    }

    /** Sends the mark of the ledger; it replaces the one before. */
    void mark(String name, String mark) throws JMSException {
        Message marker = session.createMessage();
        marker.setStringProperty(HubMessages.LAST_VALUE, name);
        marker.setStringProperty(HubMessages.MARK, mark);
        send(QueueNames.COMMITS, marker, 0);
    }

    private void send(String queue, Message message, long timeToLiveMillis) throws JMSException {
        Queue destination = queues.get(queue);
        if (destination == null) {
            destination = session.createQueue(queue);
            queues.put(queue, destination);
        }
        producer.send(destination, message, DeliveryMode.PERSISTENT, Message.DEFAULT_PRIORITY, timeToLiveMillis);
    }
}
