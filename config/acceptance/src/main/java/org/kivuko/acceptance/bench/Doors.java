package org.kivuko.acceptance.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.qpid.jms.JmsConnectionFactory;

/** How many messages the doors accept, with clients in this process that share its processor. */
final class Doors {
    private static final String SECTION = "what the doors accept, clients on the same machine";
    private static final int CLIENTS_PER_SENDER = 4;
    private static final int ACCEPTED = 202;

    private final Plan plan;
    private final Progress progress;
    private final BenchMessages messages = new BenchMessages();

    Doors(Plan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
    }

    /** A client that is connected. */
    private interface Client extends AutoCloseable {
        /** Sends a message; false where the door did not accept it. */
        boolean send(byte[] message) throws Exception;

        @Override
        void close() throws JMSException;
    }

    /** Connects a client of a sender. */
    private interface Connecting {
        Client connect(int sender) throws Exception;
    }

    List<Figure> measure(BenchHub hub) throws Exception {
        progress.say("the doors");
        Track track = Track.ofHub(hub, "doors", BenchStates.first(BenchStates.SENDERS, BenchStates::inbox));
        double http = rate(CLIENTS_PER_SENDER, sender -> overHttp(hub, sender));
        double amqp = rate(1, sender -> overAmqp(hub, sender));
        track.settle();
        return List.of(
                Figure.known(SECTION, "HTTP, 32 calls at a time", "msg/s", Spread.of(http), 0),
                Figure.known(SECTION, "AMQP, 8 clients, each send confirmed", "msg/s", Spread.of(amqp), 0));
    }

    /** The time begins once all are connected. */
    private double rate(int perSender, Connecting connecting) throws Exception {
        int clients = BenchStates.SENDERS * perSender;
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        var together = new CyclicBarrier(clients);
        try {
            var calls = new ArrayList<Callable<Double>>();
            for (int i = 0; i < clients; i++) {
                int sender = i % BenchStates.SENDERS;
                calls.add(() -> perSecond(connecting, sender, together));
            }
            double perSecond = 0;
            for (Future<Double> each : threads.invokeAll(calls)) {
                perSecond += each.get();
            }
            return perSecond;
        } finally {
            threads.shutdown();
        }
    }

    private double perSecond(Connecting connecting, int sender, CyclicBarrier together) throws Exception {
        try (Client client = connecting.connect(sender)) {
            together.await();
            long begun = System.nanoTime();
            int accepted = 0;
            while (System.nanoTime() - begun < plan.doors().toNanos()) {
                accepted += client.send(BenchMessages.alert(messages.nextId(), sender, List.of(sender))) ? 1 : 0;
            }
            return accepted * 1e9 / (System.nanoTime() - begun);
        }
    }

    private static Client overHttp(BenchHub hub, int sender) throws IOException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.hub().url().resolve("/v1/messages"))
                .header("Authorization", "Bearer " + hub.key(BenchStates.sender(sender)))
                .header("Content-Type", "application/cloudevents+json");
        return new Client() {
            @Override
            public boolean send(byte[] message) throws IOException, InterruptedException {
                HttpRequest post =
                        request.POST(BodyPublishers.ofByteArray(message)).build();
                return client.send(post, BodyHandlers.discarding()).statusCode() == ACCEPTED;
            }

            @Override
            public void close() {
                // Java 17 has no way to close a client; it ends with its last reference.
            }
        };
    }

    private static Client overAmqp(BenchHub hub, int sender) throws JMSException, IOException {
        var factory = new JmsConnectionFactory("amqp://127.0.0.1:" + hub.hub().amqpPort());
        factory.setForceSyncSend(true);
        String agency = BenchStates.sender(sender);
        Connection connection = factory.createConnection(agency, hub.key(agency));
        Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
        MessageProducer producer = session.createProducer(session.createQueue(BenchStates.outbox(sender)));
        return new Client() {
            @Override
            public boolean send(byte[] body) throws JMSException {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(body);
                producer.send(message);
                return true;
            }

            @Override
            public void close() throws JMSException {
                connection.close();
            }
        };
    }
}
