package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.apache.activemq.artemis.core.transaction.TransactionOperationAbstract;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.Parcel;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/** In order where a transaction begins while an inbox still fits into memory, and ends when it no longer does. */
@Timeout(60)
class OrderOnDiskTest {
    private static final String ON_DISK = new Inbox(TestHub.AT_HTTP, Channel.LIVE, Lane.BULK).queue();
    private static final String FILLED = new Inbox(TestHub.AT_BROKER, Channel.LIVE, Lane.BULK).queue();
    private static final String LONG = " " + "x".repeat(40_000);

    private static final Duration MOMENT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    /**
     * Seen to fail with the broker's own pages: where the transaction has written to another inbox's pages before, what it wrote
     * to disk is known before what it kept in memory, and whoever reads ahead meanwhile has the later ones first.
     */
    @ParameterizedTest(name = "after a restart: {0}")
    @ValueSource(booleans = {false, true})
    void whatOneTransactionSendsStaysInItsOrder(boolean restarted) throws Exception {
        // Given
        hub.send(parcels(ON_DISK, 0, 150));
        hub.send(parcels(FILLED, 0, 80));
        if (restarted) {
            hub.restart();
        }
        hub.broker().server().registerBrokerPlugin(new Dawdler());

        // When
        var straddling = new ArrayList<Parcel>(parcels(ON_DISK, 0, 1));
        straddling.addAll(parcels(FILLED, 80, 200));
        hub.send(straddling);

        // Then
        assertThat(take(FILLED, 280)).isEqualTo(IntStream.range(0, 280).boxed().toList());
    }

    /** Between what a transaction has written to pages and what it adds to this inbox from memory; somebody reads ahead meanwhile. */
    private final class Dawdler implements ActiveMQServerPlugin {
        private final Set<Transaction> met = ConcurrentHashMap.newKeySet();

        @Override
        public void beforeSend(
                ServerSession session, Transaction tx, Message message, boolean direct, boolean noAutoCreateQueue) {
            if (tx != null && FILLED.equals(message.getAddress()) && met.add(tx)) {
                tx.addOperation(new TransactionOperationAbstract() {
                    @Override
                    public void afterCommit(Transaction committed) {
                        hub.broker().server().locateQueue(FILLED).forceDelivery();
                        Awaitility.await().pollDelay(MOMENT).until(() -> true);
                    }
                });
            }
        }
    }

    private static List<Parcel> parcels(String queue, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> TestHub.parcel(queue, Optional.of(UUID.randomUUID()), i + LONG))
                .toList();
    }

    private List<Integer> take(String queue, int count) throws JMSException {
        var numbers = new ArrayList<Integer>();
        try (Connection connection = hub.broker().link().forOutbox();
                Session session = connection.createSession(Session.SESSION_TRANSACTED);
                MessageConsumer consumer = session.createConsumer(session.createQueue(queue))) {
            connection.start();
            for (int i = 0; i < count; i++) {
                String body = TestHub.text(Received.of(consumer.receive(10_000)).body());
                numbers.add(Integer.parseInt(body.split(" ", 2)[0]));
                session.commit();
            }
        }
        return numbers;
    }
}
