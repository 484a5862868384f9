package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What one agency, or nobody in particular, does to the others by sending too much. How long others wait is compared
 * with a quiet round just before it, since it is the machine's as much as the hub's.
 */
@Tag("slow")
class FloodAcceptanceTest {
    private static final String FLOODER = "KEN.KRA";
    private static final int QUOTA_A_SECOND = 1;
    private static final int TIMES = 50;
    private static final int ROUNDS = 5;
    /** Where a machine is so busy that five pairs say nothing. */
    private static final int MOST_ROUNDS = 15;

    private static final double MOST_RATIO = 2.0;
    private static final int ALERTS = 60;
    private static final long ALERT_EVERY_NANOS = 40_000_000;
    private static final long HEAP_GROWTH = 64L << 20;

    private final TestHub hub = TestHub.start(
            Clock.systemUTC(),
            Map.of(
                    "states/KEN.yaml",
                    text -> text.replaceFirst(
                            "(agency: KEN\\.KRA, [^}]*)}",
                            "$1, quotas: {messages: " + QUOTA_A_SECOND + "/PT1S, connections: 8}}")));
    private final Desk sender = hub.desk("KEN.DIS");
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        hub.close();
    }

    private static ObjectNode passport(String id) {
        return Samples.stolenPassport(Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .put("id", id);
    }

    private Socket socket() throws IOException {
        var socket =
                new Socket(InetAddress.getLoopbackAddress(), hub.hub().url().getPort());
        socket.setSoTimeout(30_000);
        sockets.add(socket);
        return socket;
    }

    private String head(String as, String rest) {
        return "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + hub.key(as)
                + "\r\nContent-Type: application/cloudevents+json\r\n" + rest + "\r\n\r\n";
    }

    /** The 99th hundredth of how long each alert took until it was accepted, in microseconds. */
    private long alerts(String series) {
        long begin = System.nanoTime();
        long[] took = IntStream.range(0, ALERTS)
                .mapToLong(i -> {
                    LockSupport.parkNanos(begin + i * ALERT_EVERY_NANOS - System.nanoTime());
                    ObjectNode event = passport(series + "-" + i);
                    long sent = System.nanoTime();
                    sender.give(event);
                    return (System.nanoTime() - sent) / 1_000;
                })
                .sorted()
                .toArray();
        return took[(int) Math.ceil(took.length * 0.99) - 1];
    }

    private static double median(List<Double> figures) {
        return figures.stream().sorted().toList().get(figures.size() / 2);
    }

    private static long usedHeap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void anAgencyFarOverItsQuotaIsHeldToItAndNobodyElseLosesAnything() throws Exception {
        // Given
        alerts("warm");
        long before = usedHeap();
        var quiet = new ArrayList<Double>();
        var flooded = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        var flood = new Flood(this);

        // When: a quiet round and one in the flood, one after the other
        for (int round = 0; round < ROUNDS || (median(ratios) > MOST_RATIO && round < MOST_ROUNDS); round++) {
            quiet.add(alerts("quiet-" + round) / 1000.0);
            flood.begin(round);
            flooded.add(alerts("flooded-" + round) / 1000.0);
            flood.end();
            ratios.add(flooded.get(round) / quiet.get(round));
        }

        // Then
        System.out.printf(
                "p99 of others' alerts in ms: quiet %s, flooded %s, median ratio %.2f (%s); %s%n",
                quiet, flooded, median(ratios), ratios, flood);
        assertThat(flood.sent()).isGreaterThanOrEqualTo((long) (QUOTA_A_SECOND * TIMES * flood.seconds()));
        // The bucket is full at the beginning of each round, and has a second's worth in it.
        assertThat(flood.accepted())
                .hasSizeLessThanOrEqualTo((int) (QUOTA_A_SECOND * (flood.seconds() + ratios.size() + 1)));
        assertThat(median(ratios)).isLessThanOrEqualTo(MOST_RATIO);
        sender.judged("flooded-" + (ratios.size() - 1) + "-" + (ALERTS - 1));
        for (int i = 0; i < ratios.size() * ALERTS; i++) {
            String id = "flooded-" + i / ALERTS + "-" + i % ALERTS;
            assertThat(Desk.json(hub.get("KEN.DIS", "/v1/messages/" + id))
                            .path("status")
                            .asText())
                    .isEqualTo("judged");
        }
        for (String id : flood.accepted()) {
            assertThat(hub.desk(FLOODER).judged(id).path("status").asText()).isEqualTo("judged");
        }
        long growth = usedHeap() - before;
        System.out.printf("heap grew by %d KiB%n", growth >> 10);
        assertThat(growth).isLessThan(HEAP_GROWTH);
    }

    /** What one agency and some strangers send at once: messages, nesting, a body without end, heads that never come to an end. */
    private static final class Flood {
        private static final int THREADS = 4;
        private static final int SLOW_A_ROUND = 2_000 / ROUNDS;
        private static final int NESTED_EVERY = 50;
        private static final String NESTED = "{\"data\":".repeat(200_000);

        private final FloodAcceptanceTest test;
        private final AtomicInteger sent = new AtomicInteger();
        private final Set<String> accepted = ConcurrentHashMap.newKeySet();
        private final AtomicBoolean going = new AtomicBoolean();
        private final List<Thread> threads = new ArrayList<>();
        private long begin;
        private long nanos;

        private Flood(FloodAcceptanceTest test) {
            this.test = test;
        }

        private void begin(int round) {
            going.set(true);
            begin = System.nanoTime();
            for (int number = 0; number < THREADS; number++) {
                String series = "flood-" + round + "-" + number + "-";
                start(() -> messages(series));
            }
            start(this::bodyWithoutEnd);
            start(this::heads);
        }

        private void start(Runnable work) {
            var thread = new Thread(work, "flood");
            threads.add(thread);
            thread.start();
        }

        private void end() throws InterruptedException {
            going.set(false);
            nanos += System.nanoTime() - begin;
            for (Thread thread : threads) {
                thread.join();
            }
            threads.clear();
        }

        private void messages(String series) {
            String event = new String(
                    Samples.bytes(passport("ID").put("source", "/agencies/" + FLOODER)), StandardCharsets.UTF_8);
            for (int i = 0; going.get(); i++) {
                String id = series + i;
                String body = i % NESTED_EVERY == NESTED_EVERY - 1 ? NESTED : event.replace("\"ID\"", '"' + id + '"');
                try (var socket = new Socket(
                        InetAddress.getLoopbackAddress(), test.hub.hub().url().getPort())) {
                    socket.setSoTimeout(30_000);
                    write(socket, test.head(FLOODER, "Connection: close\r\nContent-Length: " + body.length()) + body);
                    if (new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII).endsWith("202")) {
                        accepted.add(id);
                    }
                } catch (IOException cutOff) {
                    // So much was sent all the same.
                }
                sent.incrementAndGet();
                long due = begin + (i + 1) * 1_000_000_000L * THREADS / (QUOTA_A_SECOND * TIMES * 3 / 2);
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }

        private void bodyWithoutEnd() {
            String chunk = "10000\r\n" + "[".repeat(0x10000) + "\r\n";
            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), test.hub.hub().url().getPort())) {
                write(socket, test.head(FLOODER, "Transfer-Encoding: chunked"));
                while (going.get()) {
                    write(socket, chunk);
                }
            } catch (IOException cutOff) {
                // As it has to be.
            }
        }

        private void heads() {
            try {
                for (int i = 0; going.get() && i < SLOW_A_ROUND; i++) {
                    write(test.socket(), "GET /v1/inbox HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
                }
            } catch (IOException cutOff) {
                // As it may be.
            }
        }

        private static void write(Socket socket, String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        private double seconds() {
            return nanos / 1e9;
        }

        private long sent() {
            return sent.get();
        }

        private Set<String> accepted() {
            return accepted;
        }

        @Override
        public String toString() {
            return String.format(
                    "of the flood %d sent in %.1f s, %.0f times the quota, %d accepted",
                    sent.get(), seconds(), sent.get() / seconds() / QUOTA_A_SECOND, accepted.size());
        }
    }

    @Test
    void twoThousandSilentConnectionsKeepNoAgencyOutOfEitherDoor() throws Exception {
        // Given
        for (int i = 0; i < 2_000; i++) {
            Socket socket = i % 2 == 0
                    ? socket()
                    : new Socket(InetAddress.getLoopbackAddress(), hub.hub().amqpPort());
            sockets.add(socket);
            if (i % 2 == 1) {
                socket.getOutputStream().write(new byte[] {'A', 'M', 'Q', 'P', 3, 1, 0, 0});
            }
        }

        // When
        sender.give(passport("m-http"));
        try (AmqpAgency amqp = hub.amqp("KEN.DIS")) {
            amqp.send("outbox", passport("m-amqp"));
        }

        // Then
        assertThat(sender.judged("m-http").path("status").asText()).isEqualTo("judged");
        assertThat(sender.judged("m-amqp").path("status").asText()).isEqualTo("judged");
    }

    @Test
    void aBodyWithoutEndIsCutOffAndTakesNoMemory() throws Exception {
        // Given
        sender.give(passport("before"));
        long before = usedHeap();
        byte[] chunk = ("10000\r\n" + "[".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        long written = 0;

        // When
        Socket socket = socket();
        OutputStream out = socket.getOutputStream();
        out.write(head("KEN.DIS", "Transfer-Encoding: chunked").getBytes(StandardCharsets.ISO_8859_1));
        boolean cutOff = false;
        while (!cutOff && written < 10L << 30) {
            try {
                out.write(chunk);
                written += chunk.length;
            } catch (IOException closed) {
                cutOff = true;
            }
        }

        // Then
        System.out.printf("of a body of 10 GiB %d KiB were written%n", written >> 10);
        assertThat(cutOff).isTrue();
        assertThat(written).isLessThan(64L << 20);
        assertThat(usedHeap() - before).isLessThan(HEAP_GROWTH);
        sender.give(passport("after"));
    }

    @Test
    void nestingBeyondReasonIsUnreadableHoweverManySendIt() {
        // Given
        byte[] nested = "{\"data\":".repeat(200_000).getBytes(StandardCharsets.UTF_8);

        // When
        List<HttpResponse<String>> answers = IntStream.range(0, 100)
                .parallel()
                .mapToObj(i -> hub.post("KEN.DIS", "/v1/messages", nested, Desk.JSON))
                .toList();

        // Then
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isIn(400, 503);
            assertThat(answer.body()).doesNotContain("hub failed");
        });
        assertThat(answers).anySatisfy(answer -> assertThat(answer.body()).contains("\"UNREADABLE\""));
        sender.give(passport("after"));
    }
}
