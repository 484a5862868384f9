package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.PostingTest.assertProblem;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;
import static org.kivuko.connector.http.TestDoor.UGA;
import static org.kivuko.connector.http.TestDoor.UGA_KEY;
import static org.kivuko.connector.http.TestDoor.delivered;
import static org.kivuko.connector.http.TestDoor.json;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.model.Channel;

class FetchingTest {
    private static final String EXERCISE = "/v1/inbox?channel=exercise";
    private final TestDoor door = new TestDoor().open();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void handsDeliveriesOutByteForByte() {
        // Given
        UUID first = door.shelf.put(UGA, Channel.EXERCISE, delivered(4));
        UUID second = door.shelf.put(UGA, Channel.EXERCISE, delivered(5));

        // When
        HttpResponse<String> answer = door.get(EXERCISE, UGA_KEY);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body())
                .isEqualTo("{\"deliveries\":["
                        + "{\"delivery\":\"" + first
                        + "\",\"lane\":\"urgent\",\"linknumber\":4,\"from\":\"KEN.DIS\",\"message\":" + delivered(4)
                        + "},{\"delivery\":\"" + second
                        + "\",\"lane\":\"urgent\",\"linknumber\":5,\"from\":\"KEN.DIS\",\"message\":" + delivered(5)
                        + "}]}");
    }

    @Test
    void answersAtOnceWithNothingWhereNothingWaits() {
        assertThat(door.get(EXERCISE, UGA_KEY).body()).isEqualTo("{\"deliveries\":[]}");
    }

    @Test
    void handsOutNoMoreThanWasAskedFor() {
        // Given
        for (int i = 0; i < 30; i++) {
            door.shelf.put(UGA, Channel.EXERCISE, delivered(i));
        }

        // When and Then
        assertThat(json(door.get(EXERCISE, UGA_KEY)).path("deliveries")).hasSize(10);
        assertThat(json(door.get(EXERCISE + "&max=1", UGA_KEY)).path("deliveries"))
                .hasSize(1);
        assertThat(json(door.get(EXERCISE + "&max=100", UGA_KEY)).path("deliveries"))
                .hasSize(19);
    }

    @Test
    void handsOutWhatIsLeasedWhereTheLedgerGoesAwayHalfway() {
        // Given
        for (int i = 0; i < 30; i++) {
            door.shelf.put(UGA, Channel.EXERCISE, delivered(i));
        }
        door.shelf.goodLeases = 1;

        // When and Then
        assertThat(json(door.get(EXERCISE + "&max=100", UGA_KEY)).path("deliveries"))
                .hasSize(10);
        assertThat(door.get(EXERCISE + "&max=100", UGA_KEY).statusCode()).isEqualTo(503);
    }

    /** Seen to fail without the limit: all came, after four seconds. */
    @Test
    void handsOutWhatIsLeasedBeforeItsCallerLosesPatienceWithASlowLedger() {
        // Given
        for (int i = 0; i < 100; i++) {
            door.shelf.put(UGA, Channel.EXERCISE, delivered(i));
        }
        door.shelf.leaseMillis = 400;

        // When
        int handedOut = json(door.get(EXERCISE + "&max=100", UGA_KEY))
                .path("deliveries")
                .size();

        // Then
        assertThat(handedOut).isBetween(10, 30);
    }

    @Test
    void leasesNoMoreLargeMessagesThanOneAnswerShouldHold() {
        // Given
        String large = "{\"source\":\"/agencies/KEN.DIS\",\"linknumber\":1,\"data\":\"" + "x".repeat(500_000) + "\"}";
        for (int i = 0; i < 40; i++) {
            door.shelf.put(UGA, Channel.EXERCISE, large);
        }

        // When and Then
        assertThat(json(door.get(EXERCISE + "&max=100", UGA_KEY)).path("deliveries"))
                .hasSize(10);
    }

    @Test
    void neverHandsOutAnothersDeliveries() {
        // Given
        UUID delivery = door.shelf.put(UGA, Channel.EXERCISE, delivered(1));

        // When
        HttpResponse<String> other = door.get(EXERCISE, KEN_KEY);
        door.get(EXERCISE, UGA_KEY);

        // Then
        assertThat(other.body()).isEqualTo("{\"deliveries\":[]}");
        assertProblem(door.get("/v1/inbox/" + delivery, KEN_KEY), 404, "NOT_FOUND");
        assertProblem(door.post("/v1/inbox/" + delivery + "/ack", KEN_KEY, "text/plain", ""), 404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "max=0",
                "max=101",
                "max=-1",
                "max=ten",
                "max=",
                "max=1&max=2",
                "wait=PT31S",
                "wait=-PT1S",
                "wait=10",
                "wait=PT",
                "channel=dead",
                "chanel=live",
                "wait=PT99999999999999999999S"
            })
    void refusesWhatIsOutOfBounds(String query) {
        // When
        HttpResponse<String> answer = door.get("/v1/inbox?" + query, UGA_KEY);

        // Then
        assertProblem(answer, 400, "SCHEMA_VIOLATION");
        assertThat(door.shelf.asked).hasValue(0);
    }

    @Test
    void waitsUntilSomethingArrives() {
        // Given
        CompletableFuture<HttpResponse<String>> waiting = asynchronously(EXERCISE + "&wait=PT20S");
        Awaitility.await().until(() -> door.shelf.asked.get() >= 2);

        // When
        door.shelf.put(UGA, Channel.EXERCISE, delivered(1));

        // Then
        HttpResponse<String> answer = waiting.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(json(answer).path("deliveries")).hasSize(1);
    }

    @Test
    void givesUpWaitingWhenTheTimeIsOver() {
        // Given
        long begin = System.nanoTime();

        // When
        HttpResponse<String> answer = door.get(EXERCISE + "&wait=PT1S", UGA_KEY);

        // Then
        assertThat(answer.body()).isEqualTo("{\"deliveries\":[]}");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(4));
    }

    @Test
    void letsMoreCallersWaitThanItHasThreads() {
        // Given
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            waiting.add(asynchronously(EXERCISE + "&max=1&wait=PT25S"));
        }

        // When
        HttpResponse<String> other = door.get("/v1/inbox?channel=exercise", KEN_KEY);
        for (int i = 0; i < 150; i++) {
            door.shelf.put(UGA, Channel.EXERCISE, delivered(i));
        }

        // Then
        assertThat(other.statusCode()).isEqualTo(200);
        for (CompletableFuture<HttpResponse<String>> each : waiting) {
            HttpResponse<String> answer = each.orTimeout(20, TimeUnit.SECONDS).join();
            assertThat(json(answer).path("deliveries")).hasSize(1);
        }
    }

    @Test
    void acknowledgesWhatWasLeasedAlsoTwice() {
        // Given
        UUID delivery = door.shelf.put(UGA, Channel.EXERCISE, delivered(1));
        door.get(EXERCISE, UGA_KEY);

        // When
        HttpResponse<String> first = ack(delivery.toString());
        HttpResponse<String> again = ack(delivery.toString());

        // Then
        assertThat(first.statusCode()).isEqualTo(204);
        assertThat(first.body()).isEmpty();
        assertThat(again.statusCode()).isEqualTo(204);
        assertProblem(door.get("/v1/inbox/" + delivery, UGA_KEY), 404, "NOT_FOUND");
    }

    @Test
    void nobodyWaitsForAThreadWhileOneAgencyAcknowledgesMoreThanThereAre() {
        // Given
        UUID delivery = door.shelf.put(UGA, Channel.EXERCISE, delivered(1));
        door.get(EXERCISE, UGA_KEY);
        var ledger = new CompletableFuture<Void>();
        door.shelf.ledgerAnswers = ledger;
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            waiting.add(asynchronously(door.to("/v1/inbox/" + delivery + "/ack").POST(BodyPublishers.noBody())));
        }

        // When
        HttpResponse<String> other = asynchronously("/v1/inbox?channel=exercise")
                .orTimeout(10, TimeUnit.SECONDS)
                .join();

        // Then
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        ledger.complete(null);
        for (CompletableFuture<HttpResponse<String>> each : waiting) {
            assertThat(each.orTimeout(20, TimeUnit.SECONDS).join().statusCode()).isEqualTo(204);
        }
    }

    @Test
    void whatTheLedgerCouldNotNoteIsNotAnsweredAsTakenOver() {
        // Given
        UUID delivery = door.shelf.put(UGA, Channel.EXERCISE, delivered(1));
        door.get(EXERCISE, UGA_KEY);
        door.shelf.ledgerAnswers = CompletableFuture.failedFuture(new LedgerUnavailable("away", null));

        // When and Then
        assertProblem(ack(delivery.toString()), 503, "NOT_AVAILABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4f1c2f0e-4c54-4b0a-9a3a-0a6f5a1d2c3b", "1-1-1-1-1", "nothing", "%20"})
    void knowsNoOtherDelivery(String id) {
        assertProblem(ack(id), 404, "NOT_FOUND");
    }

    @Test
    void servesOneDeliveryInTheFormAskedFor() {
        // Given
        UUID delivery = door.shelf.put(UGA, Channel.EXERCISE, delivered(1));
        door.get(EXERCISE, UGA_KEY);

        // When and Then
        assertForm(delivery, "*/*", "application/cloudevents+json");
        assertForm(delivery, "application/json", "application/json");
        assertForm(delivery, "text/html, application/*;q=0.1", "application/cloudevents+json");
        assertProblem(single(delivery, "text/html"), 406, "NOT_ACCEPTABLE");
        assertProblem(single(delivery, "application/cloudevents+json;q=0"), 406, "NOT_ACCEPTABLE");
    }

    private void assertForm(UUID delivery, String accept, String form) {
        HttpResponse<String> answer = single(delivery, accept);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(form);
        assertThat(answer.body()).isEqualTo(delivered(1));
    }

    @Test
    void handsReceiptsOutInTheSameManner() {
        // Given
        UUID receipt = door.shelf.putReceipt(UGA, "{\"id\":\"r-1\"}");

        // When
        HttpResponse<String> answer = door.get("/v1/receipts?max=5", UGA_KEY);

        // Then
        assertThat(answer.body())
                .isEqualTo("{\"receipts\":[{\"delivery\":\"" + receipt + "\",\"message\":{\"id\":\"r-1\"}}]}");
        assertThat(door.post("/v1/receipts/" + receipt + "/ack", UGA_KEY, "text/plain", "")
                        .statusCode())
                .isEqualTo(204);
        assertProblem(door.post("/v1/receipts/" + receipt + "/ack", KEN_KEY, "text/plain", ""), 404, "NOT_FOUND");
    }

    private HttpResponse<String> ack(String delivery) {
        return door.post("/v1/inbox/" + delivery + "/ack", UGA_KEY, "text/plain", "");
    }

    private HttpResponse<String> single(UUID delivery, String accept) {
        return door.send(door.to("/v1/inbox/" + delivery)
                .header("Authorization", "Bearer " + UGA_KEY)
                .header("Accept", accept)
                .GET());
    }

    private CompletableFuture<HttpResponse<String>> asynchronously(String path) {
        return asynchronously(door.to(path).GET());
    }

    private CompletableFuture<HttpResponse<String>> asynchronously(HttpRequest.Builder request) {
        return door.client()
                .sendAsync(request.header("Authorization", "Bearer " + UGA_KEY).build(), BodyHandlers.ofString());
    }
}
