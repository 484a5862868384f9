package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.camel.ExchangePattern;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the hub does against what one gets who leaves it to broker and Camel, and a rule the wrong way round: the checks that
 * find nothing in the hub are seen here to find something. That the hub answers nobody's reply-to stands in
 * {@code LanesAcceptanceTest}, stale agreements in {@link WithdrawTest}, a consumer without a transaction in
 * {@link KillStormTest}.
 */
@Tag("slow")
class ControlsTest {
    private static final int RACERS = 16;
    private static final int KEYS = Integer.getInteger("kivuko.race.keys", 1_000);
    private static final int SENT_TOGETHER = 500;
    private static final String SENDER = StormStates.sender(16);
    private static final List<String> TO = List.of("UGA.R1");

    @TempDir
    Path folder;

    @Test
    void keysRacedSixteenFoldAreAcceptedOnceEach() throws Exception {
        try (var rig = new Rig(folder)) {
            // Given
            rig.hub().start();
            List<String> bodies = IntStream.range(0, KEYS)
                    .mapToObj(i -> Planned.original(SENDER, "raced-" + i, "bulk", TO))
                    .map(copy -> new String(copy.body(), StandardCharsets.UTF_8))
                    .toList();

            // When
            race(() -> {
                try (Connection connection = new AmqpAccess(rig.hub()).connect(SENDER)) {
                    Session session = connection.createSession(Session.SESSION_TRANSACTED);
                    MessageProducer outbox =
                            session.createProducer(session.createQueue("agency." + SENDER + ".outbox"));
                    for (int i = 0; i < bodies.size(); i++) {
                        outbox.send(session.createTextMessage(bodies.get(i)));
                        // All of them in one would be more than a broker holds in memory for sixteen.
                        if (i % SENT_TOGETHER == SENT_TOGETHER - 1 || i == bodies.size() - 1) {
                            session.commit();
                        }
                    }
                }
                return null;
            });

            // Then
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> rig.book("accepted") + rig.book("duplicate") >= (long) KEYS * RACERS);
            assertThat(rig.book("accepted")).isEqualTo(KEYS);
            assertThat(rig.book("duplicate")).isEqualTo((long) KEYS * (RACERS - 1));
            assertThat(rig.waiting("agency.UGA.R1.inbox")).isEqualTo(KEYS);
        }
    }

    /** It forgets an id once its ring has come round, and checks and remembers in two steps. */
    @Test
    void keysThatAreLeftToTheBrokerComeMoreThanOnce() throws Exception {
        try (var broker = BareBroker.start("into")) {
            race(() -> {
                try (Connection connection = broker.connect()) {
                    Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
                    MessageProducer into = session.createProducer(session.createQueue("into"));
                    into.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
                    for (int key = 0; key < 4 * BareBroker.REMEMBERED; key++) {
                        send(into, session.createTextMessage(), "raced-" + key);
                    }
                }
                return null;
            });

            assertThat(broker.messages("into")).isGreaterThan(4 * BareBroker.REMEMBERED);
        }
    }

    private static void send(MessageProducer into, TextMessage message, String key) {
        try {
            message.setStringProperty("_AMQ_DUPL_ID", key);
            into.send(message);
        } catch (JMSException knownAlready) {
            // What the broker knows it refuses.
        }
    }

    @Test
    void replyToThatIsLeftToCamelReachesAQueueOfTheSendersChoice() throws Exception {
        try (var broker = BareBroker.start("from", "into", "third");
                var camel = new DefaultCamelContext();
                Connection connection = broker.connect()) {
            // Given
            camel.addComponent("jms", JmsComponent.jmsComponentAutoAcknowledge(broker.factory()));
            RouteBuilder.addRoutes(
                    camel, routes -> routes.from("jms:queue:from").to(ExchangePattern.InOnly, "jms:queue:into"));
            camel.start();

            // When
            Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE);
            TextMessage message = session.createTextMessage("a name");
            message.setJMSReplyTo(session.createQueue("third"));
            session.createProducer(session.createQueue("from")).send(message);

            // Then
            await().atMost(Duration.ofSeconds(60)).until(() -> broker.messages("third") == 1);
        }
    }

    @Test
    void ruleTheWrongWayRoundIsFoundByWhoeverGetsWhatIsNotTheirs() throws Exception {
        try (var rig = new Rig(folder)) {
            // Given
            StormStates.agree(rig.hub().config(), 1, "\":health\"");
            rig.hub().start();

            // When
            rig.takeEverything().sendOverAmqp(SENDER, Planned.of(SENDER, 60, new Random(1)));

            // Then
            Verdict verdict = rig.finish(Duration.ofSeconds(10));
            assertThat(verdict.count(Verdict.Fault.LEAKED)).isPositive();
        }
    }

    private static void race(Callable<Void> racer) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(RACERS);
        try {
            var racers = new ArrayList<Callable<Void>>();
            for (int i = 0; i < RACERS; i++) {
                racers.add(racer);
            }
            for (Future<Void> each : threads.invokeAll(racers)) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
