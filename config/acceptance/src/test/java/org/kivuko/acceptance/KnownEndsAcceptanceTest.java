package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.connector.artemis.AgencyDoor;
import org.kivuko.connector.artemis.BrokerSettings;
import org.kivuko.connector.artemis.BrokerStartFailure;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.hub.KeyFiles;
import org.kivuko.model.Directory;
import org.kivuko.testkit.InMemoryLedger;

/**
 * What is known to end while it waits: the broker hands over nothing late, although no hub runs; and the hub that comes back
 * says in the ledger, and in the inbox, what became of it.
 */
@Tag("slow")
class KnownEndsAcceptanceTest {
    private static final String AT_HTTP = "UGA.DCIC";
    private static final String AT_BROKER = "UGA.URA";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Seen to fail with deliveries that are written without an end, and with expiries that are told to nobody. */
    @Test
    void aBrokerWithoutAHubHandsOverNothingLate() throws Exception {
        try (var hub = TestHub.start(Clock.systemUTC(), Map.of("states/UGA.yaml", KnownEndsAcceptanceTest::fetching))) {
            // Given
            Desk sender = hub.desk("KEN.DIS");
            Instant end = Instant.now().plusSeconds(8).truncatedTo(ChronoUnit.SECONDS);
            List<ObjectNode> events = List.of(
                    given(sender, end), given(sender, end.plusSeconds(3_600)), given(sender, end), given(sender, end));
            assertThat(Instant.now()).isBefore(end);
            Directory directory = hub.hub().directory();

            // When
            var late = new ArrayList<Long>();
            hub.restartAfter(() -> late.addAll(handedOverWithoutHub(hub, directory, end)));

            // Then
            assertThat(late).containsExactly(2L);
            List<JsonNode> waiting = hub.desk(AT_HTTP).fetchAll();
            assertThat(kinds(waiting)).containsExactly("void 1", "alert 2", "void 3", "void 4");
            List<JsonNode> atBroker = new ArrayList<>();
            try (var agency = hub.amqp(AT_BROKER)) {
                agency.take("inbox").forEach(message -> atBroker.add(AmqpAgency.json(message)));
            }
            assertThat(kinds(atBroker)).containsExactly("void 1", "alert 2", "void 3", "void 4");
            assertThat(hub.waiting("hub.expired")).isZero();
            assertThat(states(sender, events.get(0))).containsOnly("expired");
            assertThat(states(sender, events.get(1))).containsOnly("acknowledged");
            assertThat(states(sender, events.get(3))).containsOnly("expired");
            Map<String, Long> told = expiries(sender, 6);
            assertThat(told).containsOnlyKeys(id(events.get(0)), id(events.get(2)), id(events.get(3)));
            assertThat(told.values()).as("once for each recipient").containsOnly(2L);
        }
    }

    @Test
    void whatEndsWhileTheHubRunsBecomesAVoidInItsPlace() {
        try (var hub = TestHub.start(Clock.systemUTC())) {
            // Given
            Desk sender = hub.desk("KEN.DIS");
            Instant end = Instant.now().plusSeconds(3);
            given(sender, end.plusSeconds(3_600));
            ObjectNode ending = given(sender, end);
            given(sender, end.plusSeconds(3_600));

            // When
            await().atMost(PATIENCE).until(() -> states(sender, ending).contains("expired"));
            await().atMost(PATIENCE).until(() -> hub.waiting("hub.expired") == 0);

            // Then
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(kinds(leased(hub)))
                    .containsExactly("alert 1", "void 2", "alert 3"));
        }
    }

    /** Seen to fail with deliveries that are written without an end. */
    @Test
    void theEndOfAnAgreementIsKnownToTheBrokerToo() throws Exception {
        var clock = new RunningClock(Instant.parse("2030-12-31T23:58:00Z"));
        try (var hub = TestHub.start(clock, Map.of("states/UGA.yaml", KnownEndsAcceptanceTest::fetching))) {
            // Given
            Desk sender = hub.desk("KEN.DIS");
            clock.set(Instant.parse("2030-12-31T23:59:52Z"));
            ObjectNode event = given(sender, Instant.parse("2031-01-09T00:00:00Z"), clock.instant());
            Instant now = Instant.now();
            Instant end = now.plus(Duration.between(clock.instant(), Instant.parse("2031-01-01T00:00:00Z")));
            Directory directory = hub.hub().directory();

            // When
            var late = new ArrayList<Long>();
            hub.restartAfter(() -> late.addAll(handedOverWithoutHub(hub, directory, end)));

            // Then
            assertThat(late).isEmpty();
            assertThat(kinds(hub.desk(AT_HTTP).fetchAll())).containsExactly("void 1");
            assertThat(states(sender, event)).containsOnly("returned");
        }
    }

    /** Customs fetch at the broker, as immigration fetches over HTTP. */
    private static String fetching(String shipped) {
        return shipped.replace("roles: [customs]}", "roles: [customs], inbox: broker}");
    }

    private static ObjectNode given(Desk sender, Instant expires) {
        return given(sender, expires, Instant.now());
    }

    private static ObjectNode given(Desk sender, Instant expires, Instant now) {
        ObjectNode event = Samples.stolenPassport(now.truncatedTo(ChronoUnit.SECONDS));
        event.put("to", AT_HTTP + " " + AT_BROKER).put("expires", expires.toString());
        sender.give(event);
        sender.judged(event.get("id").asText());
        return event;
    }

    private static List<JsonNode> leased(TestHub hub) {
        return hub.desk(AT_HTTP).lease().findValues("message");
    }

    private static List<String> kinds(List<JsonNode> messages) {
        return messages.stream()
                .map(message -> message.get("type").asText().split("\\.", -1)[1] + " "
                        + message.get("linknumber").asLong())
                .toList();
    }

    private static String id(ObjectNode event) {
        return event.get("id").asText();
    }

    /** How often the sender was told that a message expired, once it was told so often in all, and a little later. */
    private static Map<String, Long> expiries(Desk sender, int inAll) {
        var told = new ArrayList<JsonNode>();
        await().atMost(PATIENCE).until(() -> notices(sender, told) >= inAll);
        await().pollDelay(Duration.ofSeconds(2)).until(() -> notices(sender, told) >= inAll);
        return told.stream()
                .collect(Collectors.groupingBy(data -> data.get("id").asText(), Collectors.counting()));
    }

    private static int notices(Desk sender, List<JsonNode> told) {
        sender.receipts().stream()
                .map(receipt -> receipt.get("data"))
                .filter(data -> data.path("notice").asText().equals("expired") && data.has("expiredAt"))
                .forEach(told::add);
        return told.size();
    }

    private static List<String> states(Desk sender, ObjectNode event) {
        return sender.judged(event.get("id").asText()).get("recipients").findValuesAsText("state");
    }

    /** What a client gets from the broker alone, once the end has come; nothing is taken over. */
    private static List<Long> handedOverWithoutHub(TestHub hub, Directory directory, Instant end) {
        try {
            var settings = BrokerSettings.onLoopback(hub.data().resolve("broker"), 0);
            EmbeddedBroker broker = EmbeddedBroker.start(
                    settings, directory, new KeyFiles(hub.data().resolve("keys")));
            var numbers = new ArrayList<Long>();
            try (AgencyDoor door = broker.letAgenciesIn(new InMemoryLedger(Clock.systemUTC()), Clock.systemUTC())) {
                await().atMost(PATIENCE).until(() -> Instant.now().isAfter(end));
                var factory = new JmsConnectionFactory("amqp://127.0.0.1:" + door.port());
                try (Connection connection = factory.createConnection(AT_BROKER, hub.key(AT_BROKER))) {
                    connection.start();
                    Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
                    MessageConsumer consumer =
                            session.createConsumer(session.createQueue("agency." + AT_BROKER + ".inbox"));
                    Message message = consumer.receive(1_000);
                    while (message != null) {
                        numbers.add(AmqpAgency.json(message).get("linknumber").asLong());
                        message = consumer.receive(1_000);
                    }
                }
            } finally {
                broker.close();
            }
            return numbers;
        } catch (JMSException | IOException | BrokerStartFailure e) {
            throw new AssertionError(e);
        }
    }
}
