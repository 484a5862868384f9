package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.InboxKeeper;
import org.kivuko.exchange.Parcel;
import org.kivuko.exchange.Waiting;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/** Closing inboxes, turning them round and opening them, on a real broker with a foreign client at its door. */
@Timeout(60)
class ArtemisInboxesTest {
    private static final Inbox AT_BROKER = new Inbox(TestHub.AT_BROKER, Channel.LIVE, Lane.BULK);
    private static final Inbox AT_HTTP = new Inbox(TestHub.AT_HTTP, Channel.LIVE, Lane.BULK);

    @TempDir
    Path folder;

    private final List<Connection> connections = new ArrayList<>();
    private TestHub hub;
    private InboxKeeper inboxes;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
        inboxes = hub.broker().inboxes(FailPoints.none());
    }

    @AfterEach
    void stop() throws JMSException {
        for (Connection connection : connections) {
            connection.close();
        }
        hub.close();
    }

    /** A step that puts everything back, the even ones under the name of what stands in their place. */
    private static void turn(InboxKeeper.Step step) {
        for (Waiting item : step.taken()) {
            String body = TestHub.text(item.body());
            boolean even = !body.startsWith("void") && Integer.parseInt(body) % 2 == 0;
            step.outlet().send(TestHub.parcel(AT_BROKER.queue(), item.id(), even ? "void" + body : body));
        }
    }

    private static List<String> turned(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> i % 2 == 0 ? "void" + i : "" + i)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void nothingIsDispatchedFromAClosedInboxAndWhatWasNotSettledComesBack(int credit) throws Exception {
        // Given
        put(AT_BROKER, 3_000);
        MessageConsumer consumer = consumer(credit, Session.CLIENT_ACKNOWLEDGE);
        assertThat(consumer.receive(5_000)).isNotNull();

        // When
        inboxes.close(List.of(AT_BROKER));
        inboxes.callBack(AT_BROKER);

        // Then
        assertThat(inboxes.waiting(AT_BROKER)).hasValue(3_000);
        assertThatThrownBy(() -> consumer(credit, Session.CLIENT_ACKNOWLEDGE)).isInstanceOf(JMSException.class);

        // When
        inboxes.turn(AT_BROKER, false, ArtemisInboxesTest::turn);
        inboxes.open(AT_BROKER);

        // Then
        assertThat(drain(3_000)).isEqualTo(turned(3_000));
    }

    @Test
    void whatLiesInAnInboxIsSeenWithoutTakingIt() throws Exception {
        // Given
        var ids = IntStream.range(0, 3).mapToObj(i -> UUID.randomUUID()).toList();
        hub.send(ids.stream()
                .map(id -> TestHub.parcel(AT_BROKER.queue(), Optional.of(id), "1"))
                .toList());

        // When, Then
        assertThat(inboxes.lying(AT_BROKER)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(inboxes.putAside()).isEmpty();
        assertThat(inboxes.waiting(AT_BROKER)).hasValue(3);
    }

    @Test
    void whatAnAgencyHasTakenInATransactionThatIsOpenComesBack() throws Exception {
        // Given
        put(AT_BROKER, 10);
        MessageConsumer consumer = consumer(100, Session.SESSION_TRANSACTED);
        assertThat(consumer.receive(5_000)).isNotNull();
        assertThat(consumer.receive(5_000)).isNotNull();

        // When
        inboxes.close(List.of(AT_BROKER));
        inboxes.callBack(AT_BROKER);
        inboxes.turn(AT_BROKER, false, ArtemisInboxesTest::turn);
        inboxes.open(AT_BROKER);

        // Then
        assertThat(drain(10)).isEqualTo(turned(10));
    }

    @Test
    void whatIsLeasedOverHttpComesBackAndNothingIsLeasedMeanwhile() throws Exception {
        // Given
        put(AT_HTTP, 5);
        try (var shelf = new JmsShelf(hub.broker(), hub.ledger, Instant::now)) {
            assertThat(shelf.leaseInbox(TestHub.AT_HTTP, Channel.LIVE, 3)).hasSize(3);

            // When
            inboxes.close(List.of(AT_HTTP));
            assertThat(shelf.leaseInbox(TestHub.AT_HTTP, Channel.LIVE, 3)).isEmpty();
            inboxes.callBack(AT_HTTP);
            inboxes.open(AT_HTTP);

            // Then
            assertThat(shelf.leaseInbox(TestHub.AT_HTTP, Channel.LIVE, 10))
                    .extracting(item -> TestHub.text(item.body()))
                    .containsExactly("0", "1", "2", "3", "4");
        }
    }

    /** Seen to fail without the browse for the mark that an earlier round has left: the second half comes first. */
    @ParameterizedTest
    @CsvSource({
        "ROUND_MARKED, 1",
        "ROUND_TAKEN, 2",
        "ROUND_RECORDED, 1",
        "ROUND_RECORDED, 3",
        "ROUND_TURNED, 2",
        "ROUND_TURNED, 5"
    })
    void aRoundThatWasCutOffIsBroughtToItsEndInOrder(FailPoints.Point point, int times) throws Exception {
        // Given
        put(AT_BROKER, 900);
        inboxes.close(List.of(AT_BROKER));
        var passed = new AtomicInteger();
        InboxKeeper cut = hub.broker().inboxes(at -> {
            if (at == point && passed.incrementAndGet() == times) {
                throw new IllegalStateException("cut off");
            }
        });
        assertThatThrownBy(() -> cut.turn(AT_BROKER, false, ArtemisInboxesTest::turn))
                .hasMessage("cut off");

        // When
        hub.restart();
        inboxes = hub.broker().inboxes(FailPoints.none());
        inboxes.turn(AT_BROKER, true, ArtemisInboxesTest::turn);

        // Then
        assertThat(drain(900)).isEqualTo(turned(900));
        assertThat(inboxes.waiting(AT_BROKER)).hasValue(0);
    }

    @Test
    void agencyThatComesBackAgainAndAgainDoesNotKeepAnInboxOpen() throws Exception {
        // Given
        put(AT_BROKER, 2_000);
        var refused = new AtomicInteger();
        var enough = new AtomicBoolean();
        var stubborn = new Thread(() -> {
            while (!enough.get()) {
                try (Connection connection = connect(1_000)) {
                    Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
                    session.createConsumer(session.createQueue(AT_BROKER.queue()))
                            .receive(20);
                } catch (JMSException e) {
                    refused.incrementAndGet();
                }
            }
        });
        stubborn.start();
        await().until(() -> !hub.ledger.handed(TestHub.AT_BROKER).isEmpty());

        // When
        inboxes.close(List.of(AT_BROKER));
        inboxes.callBack(AT_BROKER);
        await("notes of what was handed over before")
                .pollDelay(Duration.ofMillis(300))
                .until(() -> true);
        int handed = hub.ledger.handed(TestHub.AT_BROKER).size();
        inboxes.turn(AT_BROKER, false, ArtemisInboxesTest::turn);
        int before = refused.get();
        await().until(() -> refused.get() > before + 2);

        // Then
        assertThat(hub.ledger.handed(TestHub.AT_BROKER).size()).isEqualTo(handed);
        enough.set(true);
        stubborn.join();
        inboxes.open(AT_BROKER);
        assertThat(drain(2_000)).isEqualTo(turned(2_000));
    }

    private void put(Inbox inbox, int count) throws JMSException {
        List<Parcel> parcels = IntStream.range(0, count)
                .mapToObj(i -> TestHub.parcel(inbox.queue(), Optional.of(UUID.randomUUID()), "" + i))
                .toList();
        hub.send(parcels);
    }

    private MessageConsumer consumer(int credit, int mode) throws JMSException {
        Connection connection = connect(credit);
        connections.add(connection);
        Session session = connection.createSession(mode);
        return session.createConsumer(session.createQueue(AT_BROKER.queue()));
    }

    private Connection connect(int credit) throws JMSException {
        var factory = new JmsConnectionFactory("amqp://127.0.0.1:" + hub.amqpPort() + "?jms.prefetchPolicy.all="
                + credit + "&jms.requestTimeout=5000");
        Connection connection = factory.createConnection(TestHub.AT_BROKER.toString(), TestHub.key(TestHub.AT_BROKER));
        connection.start();
        return connection;
    }

    /** What an agency fetches from the open inbox. */
    private List<String> drain(int count) throws Exception {
        inboxes.open(AT_BROKER);
        var bodies = new ArrayList<String>();
        try (Connection connection = connect(100)) {
            Session session = connection.createSession(Session.CLIENT_ACKNOWLEDGE);
            MessageConsumer consumer = session.createConsumer(session.createQueue(AT_BROKER.queue()));
            Message message = consumer.receive(5_000);
            while (message != null && bodies.size() < count) {
                bodies.add(TestHub.text(Received.of(message).body()));
                message.acknowledge();
                message = consumer.receive(
                        bodies.size() == count ? 100 : Duration.ofSeconds(5).toMillis());
            }
        }
        return bodies;
    }
}
