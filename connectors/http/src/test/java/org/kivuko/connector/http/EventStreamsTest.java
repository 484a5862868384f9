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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

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
    void oneLoginHasOnlySoManyStreams() throws Exception {
        // Given
        door.open();
        for (int i = 0; i < EventStreams.MOST_OF_ONE; i++) {
            assertThat(listen().statusCode()).isEqualTo(200);
        }

        // When and Then
        HttpResponse<InputStream> refused = listen();
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void whoHasNoKeyHearsNothing() throws Exception {
        door.open();

        HttpRequest request = door.to("/v1/ops/events").GET().build();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void onlyWhatHasChangedIsLookedAtAndNothingWhileNobodyListens() {
        // Given
        var looks = new AtomicInteger();
        var streams = new EventStreams(
                Map.of("queues", () -> looks.incrementAndGet() > 0), InstantSource.fixed(TestDoor.NOW));

        // When
        streams.tick();
        int alone = looks.get();
        streams.open("amina", () -> true);
        streams.tick();

        // Then
        assertThat(alone).isZero();
        assertThat(looks).hasValue(1);
        for (int i = 0; i < EventStreams.MOST; i++) {
            streams.open("login-" + i, () -> true);
        }
        assertThat(streams.count()).isEqualTo(EventStreams.MOST);
        streams.stop();
        await().atMost(Duration.ofSeconds(1))
                .until(() -> streams.open("late", () -> true).status() == 503);
    }
}
