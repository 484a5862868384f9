package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.SealedContent;
import org.kivuko.operations.people.Operator;
import org.kivuko.operations.people.Right;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.redrive.FailureQueue;
import org.kivuko.operations.redrive.Redrive;
import org.kivuko.operations.watch.AlertKind;

/** Streams of events: what they tell, how many there may be, and that they end. */
class EventStreamsTest {
    private final TestDoor door = new TestDoor();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<InputStream> listening = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (InputStream stream : listening) {
            stream.close();
        }
        door.close();
    }

    private HttpResponse<InputStream> listen() throws Exception {
        HttpRequest request = door.to("/v1/ops/events")
                .header("Authorization", "Bearer " + OPERATOR_KEY)
                .GET()
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        listening.add(response.body());
        return response;
    }

    @Test
    void aListenerIsToldAtOnceAndTheDoorClosesNonetheless() throws Exception {
        // Given
        door.open();

        // When
        HttpResponse<InputStream> response = listen();
        var reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));

        // Then
        assertThat(response.headers().firstValue("Content-Type")).contains(EventStreams.MEDIA_TYPE);
        assertThat(response.headers().firstValue("Content-Length")).isEmpty();
        assertThat(reader.readLine()).isEqualTo("event: changed");
        assertThat(reader.readLine()).contains("\"topics\":[\"alerts\",\"held\",\"queues\",\"redrives\"]");

        // When
        long begun = System.nanoTime();
        door.close();

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        assertThat(reader.readLine()).isEmpty();
        assertThat(reader.readLine()).isNull();
    }

    @Test
    void oneLoginHasOnlySoManyStreamsAndTheOldestMakesRoom() throws Exception {
        // Given
        door.open();
        for (int i = 0; i < EventStreams.MOST_OF_ONE; i++) {
            assertThat(listen().statusCode()).isEqualTo(200);
        }

        // When
        HttpResponse<InputStream> another = listen();

        // Then
        assertThat(another.statusCode()).isEqualTo(200);
        assertThat(new String(listening.get(0).readAllBytes(), StandardCharsets.UTF_8))
                .startsWith("event: changed");
    }

    @Test
    void whoLeavesPagesFasterThanThatIsFoundOutIsNotKeptOut() {
        // Given
        var streams = new EventStreams(Map.of(), InstantSource.fixed(TestDoor.NOW));

        // When
        for (int i = 0; i < 3 * EventStreams.MOST_OF_ONE; i++) {
            assertThat(streams.open(operator("amina"), () -> true).status()).isEqualTo(200);
        }

        // Then
        assertThat(streams.count()).isEqualTo(EventStreams.MOST_OF_ONE);
        streams.stop();
    }

    @Test
    void whoHasNoKeyHearsNothing() throws Exception {
        door.open();

        HttpRequest request = door.to("/v1/ops/events").GET().build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    private static Operator operator(String login) {
        return new Operator(login, Set.of(Right.SEE), Scope.ALL);
    }

    @Test
    void onlyWhatHasChangedIsLookedAtAndNothingWhileNobodyListens() {
        // Given
        var looks = new AtomicInteger();
        var streams = new EventStreams(
                Map.of("queues", () -> {
                    looks.incrementAndGet();
                    return who -> true;
                }),
                InstantSource.fixed(TestDoor.NOW));

        // When
        streams.tick();
        int alone = looks.get();
        streams.open(operator("amina"), () -> true);
        streams.tick();

        // Then
        assertThat(alone).isZero();
        assertThat(looks).hasValue(1);
        for (int i = 0; i < EventStreams.MOST; i++) {
            streams.open(operator("login-" + i), () -> true);
        }
        assertThat(streams.count()).isEqualTo(EventStreams.MOST);
        streams.stop();
        await().atMost(Duration.ofSeconds(1))
                .until(() -> streams.open(operator("late"), () -> true).status() == 503);
    }

    private static Map<String, Object> seen(Map<String, EventStreams.Topic> topics, Scope scope) {
        var listener = EventStreams.Listener.of(new Operator("amina", Set.of(Right.SEE), scope));
        return topics.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().look().apply(listener)));
    }

    @Test
    void whatChangesOutOfScopeIsNotTold() {
        // Given
        var topics = EventTopics.of(door.ports());
        var kenya = new Scope(Set.of("KEN"), Set.of());
        Map<String, Object> ofKenya = seen(topics, kenya);
        Map<String, Object> ofAll = seen(topics, Scope.ALL);

        // When
        door.queues.counts.set(1, FakeQueues.counts(FakeQueues.INBOX, 6, 0));
        door.queues.watch.look();
        door.watched.add(AlertKind.DEPTH, FakeQueues.INBOX, Optional.empty());
        door.watched.add(AlertKind.EXPIRY, "UGA.national@1", Optional.empty());
        UUID job = UUID.randomUUID();
        door.redrives.jobs.put(
                job,
                new Redrive(
                        job,
                        FailureQueue.QUARANTINE,
                        "somebody else",
                        new SealedContent(new byte[0], new byte[0]),
                        Redrive.State.RUNNING,
                        1,
                        0,
                        0,
                        1,
                        TestDoor.NOW,
                        Optional.empty()));

        // Then
        assertThat(seen(topics, kenya)).isEqualTo(ofKenya);
        for (String topic : List.of("queues", "alerts", "redrives")) {
            assertThat(seen(topics, Scope.ALL).get(topic)).isNotEqualTo(ofAll.get(topic));
        }

        // When
        door.queues.counts.set(0, FakeQueues.counts("agency.KEN.DIS.outbox", 4, 1));
        door.queues.watch.look();

        // Then
        assertThat(seen(topics, kenya).get("queues")).isNotEqualTo(ofKenya.get("queues"));
    }
}
