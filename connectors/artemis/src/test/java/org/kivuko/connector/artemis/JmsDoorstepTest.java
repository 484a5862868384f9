package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.DeliveryMode;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.Door;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

class JmsDoorstepTest {
    private static final String QUEUE = TestHub.OUTBOX.queue();

    @TempDir
    Path folder;

    private TestHub hub;
    private static final Fault ODD = new Fault("/data/texts/0", Code.CAP_18, "markup, taken as it is");

    private JmsDoorstep doorstep;

    @BeforeEach
    void start() throws Exception {
        hub = new TestHub(folder);
        doorstep = new JmsDoorstep(hub.broker());
    }

    @AfterEach
    void stop() {
        doorstep.close();
        hub.close();
    }

    @Test
    void keepsWhatItHasSentOverARestart() throws Exception {
        // Given
        doorstep.send(TestHub.OUTBOX, bytes("{}"), List.of(ODD));

        // When
        doorstep.close();
        hub.restart();
        List<Message> waiting = hub.drain(QUEUE);

        // Then
        assertThat(waiting).hasSize(1);
        assertThat(waiting.get(0).getJMSDeliveryMode()).isEqualTo(DeliveryMode.PERSISTENT);
        Received received = Received.of(waiting.get(0));
        assertThat(TestHub.text(received.body())).isEqualTo("{}");
        assertThat(received.door()).isEqualTo(Door.HTTP);
        assertThat(received.warnings()).containsExactly(ODD);
    }

    @Test
    void sendsFromManyThreadsAtOnce() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(16);
        var sends = new ArrayList<Future<?>>();

        // When
        for (int i = 0; i < 200; i++) {
            String body = "m-" + i;
            sends.add(threads.submit(() -> doorstep.send(TestHub.OUTBOX, bytes(body), List.of())));
        }
        for (Future<?> send : sends) {
            send.get(20, TimeUnit.SECONDS);
        }
        threads.shutdown();

        // Then
        Set<String> bodies = ConcurrentHashMap.newKeySet();
        for (Message message : hub.drain(QUEUE)) {
            bodies.add(TestHub.text(Received.of(message).body()));
        }
        assertThat(bodies)
                .isEqualTo(IntStream.range(0, 200).mapToObj(i -> "m-" + i).collect(Collectors.toSet()));
    }

    @Test
    void saysSoWhereTheBrokerIsAway() throws Exception {
        // Given
        doorstep.send(TestHub.OUTBOX, bytes("1"), List.of());
        hub.broker().close();
        assertThatThrownBy(() -> doorstep.send(TestHub.OUTBOX, bytes("2"), List.of()))
                .isInstanceOf(BrokerUnavailable.class);
        assertThat(hub.broker().view().available()).isFalse();
    }

    @Test
    void takesAMessageOfTwoMebibytes() throws Exception {
        // Given
        byte[] body = new byte[2 << 20];

        // When
        doorstep.send(TestHub.OUTBOX, body, List.of());

        // Then
        assertThat(Received.of(hub.drain(QUEUE).get(0)).body()).hasSize(2 << 20);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
