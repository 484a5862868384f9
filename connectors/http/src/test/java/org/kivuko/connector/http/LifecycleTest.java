package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kivuko.connector.http.TestDoor.EVENT;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;
import static org.kivuko.connector.http.TestDoor.UGA_KEY;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private final TestDoor door = new TestDoor();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void namesThePortThatIsInUseInOneSentence() throws IOException {
        // Given
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();

            // When and Then
            assertThatThrownBy(() -> HttpDoor.open("127.0.0.1", port, door.ports()))
                    .isInstanceOf(PortInUse.class)
                    .hasMessage("Port " + port + " on 127.0.0.1 is in use: stop the program that holds it, or choose"
                            + " another one.");
        }
    }

    @Test
    void opensAtAnyFreePort() {
        assertThat(door.open().port()).isPositive();
    }

    @Test
    void answersWhoeverWaitsWhenItCloses() {
        // Given
        door.open();
        CompletableFuture<HttpResponse<String>> waiting = get("/v1/inbox?channel=exercise&wait=PT30S");
        Awaitility.await().until(() -> door.shelf.asked.get() >= 2);
        long begin = System.nanoTime();

        // When
        door.close();

        // Then
        HttpResponse<String> answer = waiting.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"deliveries\":[]}");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void finishesWhatItHasBegunBeforeItIsClosed() throws InterruptedException {
        // Given
        door.sendGate = new CountDownLatch(1);
        door.open();
        HttpRequest request = door.to("/v1/messages")
                .header("Authorization", "Bearer " + KEN_KEY)
                .header("Content-Type", EVENT)
                .POST(BodyPublishers.ofString("{}"))
                .build();
        CompletableFuture<HttpResponse<String>> posting = door.client().sendAsync(request, BodyHandlers.ofString());
        Awaitility.await().until(() -> door.ledger.steps.contains("send"));
        var closing = CompletableFuture.runAsync(door::close);

        // When
        assertThat(door.sendGate.await(1, TimeUnit.SECONDS)).isFalse();
        door.sendGate.countDown();

        // Then
        assertThat(posting.orTimeout(5, TimeUnit.SECONDS).join().statusCode()).isEqualTo(202);
        closing.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(door.ledger.steps).containsExactly("claim", "send", "accept");
    }

    @Test
    void takesNothingNewOnceItIsClosed() {
        // Given
        door.open();
        door.get("/v1/agreements", "nobody");

        // When
        door.close();

        // Then
        assertThat(get("/v1/receipts")).failsWithin(Duration.ofSeconds(5));
    }

    @Test
    void leavesNoThreadBehind() {
        // Given
        door.open();
        door.get("/v1/receipts", UGA_KEY);

        // When
        door.close();

        // Then
        Awaitility.await()
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.startsWith("http-") || name.startsWith("Scheduler-")));
    }

    private CompletableFuture<HttpResponse<String>> get(String path) {
        HttpRequest request =
                door.to(path).header("Authorization", "Bearer " + UGA_KEY).GET().build();
        return door.client().sendAsync(request, BodyHandlers.ofString());
    }
}
