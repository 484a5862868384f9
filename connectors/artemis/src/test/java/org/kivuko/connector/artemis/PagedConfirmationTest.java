package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.CompletionListener;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.activemq.artemis.core.paging.PagingStore;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.Outbox;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/** An agency sends into both of its outboxes over one session, and one of them is so full that it lies in pages. */
@Timeout(60)
class PagedConfirmationTest {
    private static final String URGENT = new Outbox(TestHub.SENDER, Channel.LIVE, Lane.URGENT).queue();
    private static final String BULK = TestHub.OUTBOX.queue();
    private static final String LONG = "x".repeat(40_000);
    /** More than one queue's memory holds. */
    private static final int FULL = 250;

    private static final Duration LONG_ENOUGH_TO_CONFIRM = Duration.ofMillis(500);

    @TempDir
    Path folder;

    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private TestHub hub;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    /** Seen to fail with the broker's own writer of pages: the urgent one is on disk, and the other is confirmed for it. */
    @Test
    void aMessageInAPageIsNotConfirmedBecauseALaterOneIsOnDisk() throws Exception {
        // Given
        hub.send(IntStream.range(0, FULL)
                .mapToObj(i -> TestHub.parcel(BULK, Optional.empty(), LONG))
                .toList());
        ActiveMQServer server = hub.broker().server();
        PagingStore pages =
                server.getPagingManager().getPageStore(server.locateQueue(BULK).getAddress());
        assertThat(pages.isPaging()).isTrue();
        var disk = new CountDownLatch(1);
        pages.execute(() -> awaitQuietly(disk));

        try (Connection connection = connect();
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            try {
                // When
                send(session, BULK);
                send(session, URGENT);

                // Then
                await().during(LONG_ENOUGH_TO_CONFIRM).until(confirmed::isEmpty);
            } finally {
                disk.countDown();
            }
            await().untilAsserted(() -> assertThat(confirmed).containsExactlyInAnyOrder(BULK, URGENT));
        }
    }

    private Connection connect() throws JMSException {
        String url = "amqp://127.0.0.1:" + hub.amqpPort();
        return new JmsConnectionFactory(TestHub.SENDER.toString(), TestHub.key(TestHub.SENDER), url).createConnection();
    }

    private void send(Session session, String queue) throws JMSException {
        MessageProducer producer = session.createProducer(session.createQueue(queue));
        producer.send(session.createTextMessage("{}"), new CompletionListener() {
            @Override
            public void onCompletion(Message message) {
                confirmed.add(queue);
            }

            @Override
            public void onException(Message message, Exception refused) {
                confirmed.add(queue + " refused");
            }
        });
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
