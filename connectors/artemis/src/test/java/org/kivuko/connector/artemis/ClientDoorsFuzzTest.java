package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.netty.handler.codec.PrematureChannelClosureException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.Outbox;
import org.kivuko.model.Code;
import org.slf4j.LoggerFactory;

/**
 * Any bytes at the doors for STOMP and MQTT, of a stranger and of an agency that is let in: they are answered or their connection
 * is ended, never because the hub failed on them, and nothing comes to a queue but an outbox of who sent.
 */
@Tag("fuzz")
class ClientDoorsFuzzTest {
    /** What a client may do that ends before its frame does, or that does not wait for the answer. */
    private static final List<String> HALF_A_FRAME =
            List.of(PrematureChannelClosureException.class.getName(), IOException.class.getName());

    private static final Set<String> QUEUES = new TreeSet<>();
    private static final Queue<String> SAID = new ConcurrentLinkedQueue<>();

    @TempDir
    static Path folder;

    private static TestHub hub;
    private static int rounds;

    @BeforeAll
    static void start() throws Exception {
        hub = new TestHub(folder);
        QUEUES.addAll(queues());
        var appender = new AppenderBase<ILoggingEvent>() {
            @Override
            protected void append(ILoggingEvent event) {
                SAID.add(event.getLevel() + " " + event.getFormattedMessage());
            }
        };
        appender.start();
        var logger = (Logger) LoggerFactory.getLogger(ClientHandler.class);
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(appender);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** The first byte says which door and whether as an agency; it is a digit in the inputs that are kept, to be readable. */
    @FuzzTest(maxDuration = "5m")
    void everythingIsAnsweredOrEnded(byte[] bytes) throws Exception {
        if (bytes.length == 0) {
            return;
        }
        // Given
        AgencyProtocol door = bytes[0] % 2 == 0 ? AgencyProtocol.STOMP : AgencyProtocol.MQTT;
        boolean agency = (bytes[0] & 2) != 0;
        BugDetectors.allowNetworkConnections((host, port) -> port == hub.port(door));

        // When
        try (Talk<?> talk = talk(door, agency)) {
            talk.sayTheLast(Arrays.copyOfRange(bytes, 1, bytes.length));
        }

        // Then
        assertThat(SAID)
                .noneMatch(said -> said.startsWith("WARN") || said.contains(Code.NOT_AVAILABLE.name()))
                .filteredOn(said -> said.contains("Exception"))
                .allMatch(said -> HALF_A_FRAME.stream().anyMatch(said::endsWith));
        SAID.clear();
        assertThat(queues()).isEqualTo(QUEUES);
        for (String queue : QUEUES) {
            if (!isOfTheSender(queue)) {
                assertThat(hub.broker().server().locateQueue(queue).getMessageCount())
                        .as(queue)
                        .isZero();
            }
        }
        rounds++;
        if (rounds % 1_000 == 0) {
            for (String queue : QUEUES) {
                if (isOfTheSender(queue)) {
                    hub.drain(queue);
                }
            }
        }
    }

    private static boolean isOfTheSender(String queue) {
        return QueueNames.outbox(queue).map(Outbox::agency).equals(Optional.of(TestHub.SENDER));
    }

    private static Talk<?> talk(AgencyProtocol door, boolean agency) throws IOException {
        int port = hub.port(door);
        String account = TestHub.SENDER.toString();
        String key = TestHub.key(TestHub.SENDER);
        return switch (door) {
            case STOMP -> agency ? StompTalk.as(port, account, key) : new StompTalk(port);
            default -> agency ? MqttTalk.as(port, account, key) : new MqttTalk(port);
        };
    }

    private static Set<String> queues() {
        return new TreeSet<>(
                Arrays.asList(hub.broker().server().getActiveMQServerControl().getQueueNames()));
    }
}
