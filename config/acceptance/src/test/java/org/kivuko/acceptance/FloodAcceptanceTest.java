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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What one agency, or nobody in particular, does to the others by sending too much. How long others wait is printed: it is the
 * machine's as much as the hub's. What is asserted is the same on every machine: what is let in, what is kept, what is lost.
 */
@Tag("slow")
class FloodAcceptanceTest {
    private static final String FLOODER = "KEN.KRA";
    private static final int QUOTA_A_SECOND = 10;
    private static final int TIMES = 50;
    private static final int ROUNDS = 3;
    private static final int ALERTS = 60;
    private static final int FLOODING_THREADS = 4;
    private static final long HEAP_GROWTH = 64L << 20;

    private final TestHub hub = TestHub.start(
            Clock.systemUTC(),
            Map.of(
                    "states/KEN.yaml",
                    text -> text.replaceFirst(
                            "(agency: KEN\\.KRA, [^}]*)}",
                            "$1, quotas: {messages: " + QUOTA_A_SECOND + "/PT1S, connections: 8}}")));
    private final Desk sender = hub.desk("KEN.DIS");
    private final List<Socket> sockets = new ArrayList<>();

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

    /** Milliseconds of each alert until it was accepted, sorted. */
    private List<Long> alerts(String series) {
        return IntStream.range(0, ALERTS)
                .mapToObj(i -> {
                    ObjectNode event = passport(series + "-" + i);
                    long begin = System.nanoTime();
                    sender.give(event);
                    return (System.nanoTime() - begin) / 1_000_000;
                })
                .sorted()
                .toList();
    }

    private static long p99(List<Long> sorted) {
        return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
    }

    private static long usedHeap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(200);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void anAgencyFarOverItsQuotaIsHeldToItAndNobodyElseLosesAnything() throws InterruptedException {
        // Given
        alerts("warm");
        long before = usedHeap();
        var quiet = new ArrayList<Long>();
        var flooded = new ArrayList<Long>();
        var accepted = new AtomicInteger();
        var refused = new AtomicInteger();
        long floodedNanos = 0;

        // When
        for (int round = 0; round < ROUNDS; round++) {
            quiet.addAll(alerts("quiet-" + round));
            long begin = System.nanoTime();
            var going = new AtomicBoolean(true);
            List<Thread> threads = flood(round, going, accepted, refused);
            flooded.addAll(alerts("flooded-" + round));
            going.set(false);
            for (Thread thread : threads) {
                thread.join();
            }
            floodedNanos += System.nanoTime() - begin;
        }

        // Then
        long seconds = floodedNanos / 1_000_000_000 + 1;
        quiet.sort(null);
        flooded.sort(null);
        System.out.printf(
                "p99 of others' alerts: %d ms quiet, %d ms flooded; of the flood %d accepted, %d refused in %d s%n",
                p99(quiet), p99(flooded), accepted.get(), refused.get(), seconds);
        // The bucket is full at the beginning of each round, and has a second's worth in it.
        assertThat(accepted.get()).isLessThanOrEqualTo((int) (QUOTA_A_SECOND * (seconds + ROUNDS + 1)));
        assertThat(refused.get()).isGreaterThan(accepted.get());
        sender.judged("flooded-" + (ROUNDS - 1) + "-" + (ALERTS - 1));
        for (int i = 0; i < ALERTS; i++) {
            assertThat(sender.outcomes("flooded-0-" + i)).isNotEmpty();
        }
        long growth = usedHeap() - before;
        System.out.printf("heap grew by %d KiB%n", growth >> 10);
        assertThat(growth).isLessThan(HEAP_GROWTH);
    }

    private List<Thread> flood(int round, AtomicBoolean going, AtomicInteger accepted, AtomicInteger refused) {
        return IntStream.range(0, FLOODING_THREADS)
                .mapToObj(number -> {
                    var thread =
                            new Thread(() -> flood(round + "-" + number, going, accepted, refused), "flood-" + number);
                    thread.start();
                    return thread;
                })
                .toList();
    }

    private void flood(String series, AtomicBoolean going, AtomicInteger accepted, AtomicInteger refused) {
        long begin = System.nanoTime();
        for (int i = 0; going.get(); i++) {
            ObjectNode event = passport("flood-" + series + "-" + i).put("source", "/agencies/" + FLOODER);
            int status = hub.post(FLOODER, "/v1/messages", Samples.bytes(event), Desk.JSON)
                    .statusCode();
            (status == 202 ? accepted : refused).incrementAndGet();
            // As many as fifty times the quota, over all threads, where the machine can.
            long due = begin + i * 1_000_000_000L * FLOODING_THREADS / (QUOTA_A_SECOND * TIMES);
            LockSupport.parkNanos(due - System.nanoTime());
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
