package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kivuko.connector.http.TestDoor.EVENT;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;
import static org.kivuko.connector.http.TestDoor.UGA_KEY;
import static org.kivuko.connector.http.TestDoor.json;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.limit.Allowance;
import org.kivuko.exchange.limit.Quota;
import org.kivuko.exchange.limit.QuotaPlan;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/**
 * Seen to fail with each of these planted in {@code FrontDoor}, {@code Submissions} and {@code DecisionCalls}: a call that failed
 * is not counted off, what is refused does not count, a dry run does not count.
 */
class QuotaTest {
    private final TestDoor door = new TestDoor().open();

    @AfterEach
    void close() {
        door.close();
    }

    private void allow(int messages, int connections) {
        var perMinute = Optional.of(new Allowance(messages, Duration.ofMinutes(1)));
        door.quotas.follow(new QuotaPlan(
                new Quota(perMinute, Optional.empty(), Optional.empty(), Optional.of(connections), Optional.empty()),
                Map.of()));
    }

    private HttpResponse<String> post() {
        return door.post("/v1/messages", KEN_KEY, EVENT, "{}");
    }

    @Test
    void overTheQuotaIs429WithTheTimeAfterWhichItCanBeTaken() {
        // Given
        allow(2, 10);
        assertThat(post().statusCode()).isEqualTo(202);
        assertThat(post().statusCode()).isEqualTo(202);
        door.ledger.steps.clear();

        // When
        HttpResponse<String> answer = post();

        // Then
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(json(answer).path("code").asText()).isEqualTo("RATE_EXCEEDED");
        assertThat(json(answer).path("detail").asText()).contains("2 messages in PT1M", "2026-11-23T08:00:30.000Z");
        assertThat(door.ledger.steps).isEmpty();
        assertThat(door.sent).hasSize(2);
    }

    @Test
    void whatIsRefusedAndWhatIsOnlyTriedCountsToo() {
        // Given
        allow(2, 10);
        door.faults = List.of(new Fault("/id", Code.SCHEMA_VIOLATION, "refused by the test"));
        assertThat(post().statusCode()).isEqualTo(422);
        door.faults = List.of();
        assertThat(door.post("/v1/decisions", KEN_KEY, EVENT, "{}").statusCode())
                .isEqualTo(200);

        // Then
        assertThat(post().statusCode()).isEqualTo(429);
        assertThat(door.post("/v1/decisions", KEN_KEY, EVENT, "{}").statusCode())
                .isEqualTo(429);
        assertThat(door.post("/v1/decisions", OPERATOR_KEY, EVENT, "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void moreCallsAtOnceThanTheAgencyMayHaveAre429AndOthersGoOn() {
        // Given
        allow(100, 1);
        door.sendGate = new CountDownLatch(1);
        var first = CompletableFuture.supplyAsync(this::post);
        await().until(() -> door.ledger.steps.contains("send"));

        // When
        HttpResponse<String> second = door.get("/v1/inbox", KEN_KEY);
        HttpResponse<String> other = door.get("/v1/inbox", UGA_KEY);
        door.sendGate.countDown();

        // Then
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(json(second).path("code").asText()).isEqualTo("RATE_EXCEEDED");
        assertThat(second.headers().firstValue("Retry-After")).isPresent();
        assertThat(other.statusCode()).isEqualTo(200);
        assertThat(first.join().statusCode()).isEqualTo(202);
        assertThat(post().statusCode()).isEqualTo(202);
    }

    @Test
    void aCallThatFailsIsOverToo() {
        // Given
        allow(100, 1);
        door.intakeFailure = new IllegalStateException("refused by the test");
        assertThat(post().statusCode()).isEqualTo(503);
        assertThat(post().statusCode()).isEqualTo(503);
        door.intakeFailure = null;

        // Then
        assertThat(post().statusCode()).isEqualTo(202);
    }
}
