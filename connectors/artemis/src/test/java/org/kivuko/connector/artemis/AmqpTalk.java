package org.kivuko.connector.artemis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Sasl;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;
import org.apache.qpid.proton.engine.TransportException;

/** An AMQP client that sends as a message whatever bytes it is told to. */
final class AmqpTalk implements AutoCloseable {
    private final Socket socket;
    private final Transport transport = Proton.transport();
    private final Connection connection = Proton.connection();
    private final Sender sender;
    private int tag;

    AmqpTalk(int port, String account, String key, String queue) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        Sasl sasl = transport.sasl();
        sasl.client();
        sasl.plain(account, key);
        connection.setContainer("talk");
        connection.setHostname("hub");
        transport.bind(connection);
        connection.open();
        Session session = connection.session();
        session.open();
        sender = session.sender("talk");
        var target = new Target();
        target.setAddress(queue);
        sender.setTarget(target);
        sender.setSource(new Source());
        sender.open();
        while (sender.getCredit() == 0 && turn()) {
            // until the hub is ready for one
        }
    }

    /** What came of it: taken, refused with these words, or the connection ended. */
    String send(byte[] message) throws IOException {
        Delivery delivery = sender.delivery(new byte[] {(byte) ++tag});
        sender.send(message, 0, message.length);
        sender.advance();
        while (delivery.getRemoteState() == null && sender.getRemoteState() == EndpointState.ACTIVE && turn()) {
            // until there is an answer
        }
        if (delivery.getRemoteState() == null) {
            return "ended";
        }
        return delivery.getRemoteState() instanceof Accepted
                ? "taken"
                : delivery.getRemoteState().toString();
    }

    /** Writes what is to be written and reads what there is; false where the other side has gone. */
    private boolean turn() throws IOException {
        flush();
        try {
            ByteBuffer tail = transport.tail();
            byte[] bytes = new byte[tail.remaining()];
            int read = socket.getInputStream().read(bytes);
            if (read < 0) {
                return false;
            }
            tail.put(bytes, 0, read);
            transport.process();
            flush();
            return connection.getRemoteState() != EndpointState.CLOSED;
        } catch (TransportException | java.net.SocketException gone) {
            return false;
        }
    }

    private void flush() throws IOException {
        while (transport.pending() > 0) {
            ByteBuffer head = transport.head();
            byte[] bytes = new byte[head.remaining()];
            head.get(bytes);
            socket.getOutputStream().write(bytes);
            transport.pop(bytes.length);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
