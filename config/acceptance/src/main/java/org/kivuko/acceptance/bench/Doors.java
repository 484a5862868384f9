package org.kivuko.acceptance.bench;

import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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

    /** Sends for so long, and answers how many messages were accepted. */
    private interface Client {
        int send(int sender, long until) throws Exception;
    }

    List<Figure> measure(BenchHub hub) throws Exception {
        progress.say("the doors");
        Track track = Track.ofHub(hub, "doors", BenchStates.first(BenchStates.SENDERS, BenchStates::inbox));
        double http = rate(CLIENTS_PER_SENDER, (sender, until) -> overHttp(hub, sender, until));
        double amqp = rate(1, (sender, until) -> overAmqp(hub, sender, until));
        track.settle();
        return List.of(
                Figure.known(SECTION, "HTTP, 32 calls at a time", "msg/s", Spread.of(http), 0),
                Figure.known(SECTION, "AMQP, 8 clients, each send confirmed", "msg/s", Spread.of(amqp), 0));
    }

    private double rate(int perSender, Client client) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            long begun = System.nanoTime();
            long until = begun + plan.doors().toNanos();
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < BenchStates.SENDERS * perSender; i++) {
                int sender = i % BenchStates.SENDERS;
                calls.add(() -> client.send(sender, until));
            }
            int accepted = 0;
            for (Future<Integer> each : threads.invokeAll(calls)) {
                accepted += each.get();
            }
            return accepted / (Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1_000.0);
        } finally {
            threads.shutdown();
        }
    }

    private int overHttp(BenchHub hub, int sender, long until) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest.Builder request = HttpRequest.newBuilder(hub.hub().url().resolve("/v1/messages"))
                .header("Authorization", "Bearer " + hub.key(BenchStates.sender(sender)))
                .header("Content-Type", "application/cloudevents+json");
        int accepted = 0;
        while (System.nanoTime() < until) {
            byte[] body = BenchMessages.alert(messages.nextId(), sender, List.of(sender));
            var answer =
                    client.send(request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.discarding());
            accepted += answer.statusCode() == ACCEPTED ? 1 : 0;
        }
        return accepted;
    }

    private int overAmqp(BenchHub hub, int sender, long until) throws Exception {
        var factory = new JmsConnectionFactory("amqp://127.0.0.1:" + hub.hub().amqpPort());
        factory.setForceSyncSend(true);
        String agency = BenchStates.sender(sender);
        int accepted = 0;
        try (Connection connection = factory.createConnection(agency, hub.key(agency))) {
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            MessageProducer producer = session.createProducer(session.createQueue(BenchStates.outbox(sender)));
            while (System.nanoTime() < until) {
                BytesMessage message = session.createBytesMessage();
                message.writeBytes(BenchMessages.alert(messages.nextId(), sender, List.of(sender)));
                producer.send(message);
                accepted++;
            }
        }
        return accepted;
    }
}
