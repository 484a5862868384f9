package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.PostingTest.assertProblem;
import static org.kivuko.connector.http.TestDoor.EVENT;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;
import static org.kivuko.connector.http.TestDoor.UGA_KEY;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.exchange.Reader;

class HostileInputTest {
    private static final String CANARY = "Zanzibarkanari";
    private final TestDoor door = new TestDoor().open();

    @AfterEach
    void close() {
        door.close();
    }

    static Stream<String> whatIsNoHttp() {
        String key = "Authorization: Bearer " + KEN_KEY + "\r\n";
        return Stream.of(
                CANARY + "\r\n\r\n",
                "GET /" + CANARY + " HTTP/9.9\r\n\r\n",
                "GET /" + CANARY + " HTTP/1.1\r\n\r\n",
                "GET /v1/%zz" + CANARY + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /schemas/..%2f..%2f" + CANARY + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /" + CANARY + "x".repeat(10_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nX-" + CANARY + ": " + "x".repeat(10_000) + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\n" + CANARY + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: localhost\r\nHost: " + CANARY + "\r\n\r\n",
                "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\n" + key
                        + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n" + CANARY,
                "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\n" + key
                        + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + CANARY,
                "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\n" + key + "Content-Length: -1\r\n\r\n" + CANARY);
    }

    @ParameterizedTest
    @MethodSource("whatIsNoHttp")
    void answersWhatIsNoHttpWithoutRepeatingIt(String request) {
        // When
        String answer = Wire.call(door.port(), request);

        // Then
        assertThat(answer).matches("(?s)HTTP/1.1 (400|414|431|505) .*");
        assertThat(answer).contains("Content-Type: application/problem+json", "\"code\":");
        assertThat(answer)
                .doesNotContain(CANARY)
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"" + CANARY,
                "{\"id\":\"" + CANARY + " with a space\"}",
                "{\"specversion\":\"" + CANARY + "\",\"type\":\"" + CANARY + "\",\"data\":{\"texts\":\"" + CANARY
                        + "\"}}",
                "[\"" + CANARY + "\"]",
                "\"" + CANARY + "\"",
                "{\"a\":1,\"a\":\"" + CANARY + "\"}",
                "<alert>" + CANARY + "</alert>"
            })
    void repeatsNothingOfABadMessage(String body) {
        // Given
        door.reads = true;

        // When
        HttpResponse<String> json = door.post("/v1/messages", KEN_KEY, EVENT, body);
        HttpResponse<String> cap =
                door.post("/v1/messages?to=" + CANARY + "&purpose=" + CANARY, KEN_KEY, "application/cap+xml", body);

        // Then
        assertThat(json.statusCode()).isBetween(400, 422);
        assertThat(cap.statusCode()).isBetween(400, 422);
        assertThat(json.body() + json.headers() + cap.body() + cap.headers()).doesNotContain(CANARY);
    }

    @Test
    void repeatsNothingOfPathsQueriesAndHeaders() {
        for (String path : List.of(
                "/" + CANARY,
                "/v1/messages/" + CANARY,
                "/v1/inbox/" + CANARY,
                "/v1/inbox?" + CANARY + "=1",
                "/v1/inbox?max=" + CANARY,
                "/v1/agreements?x=" + CANARY,
                "/schemas/" + CANARY)) {
            // When
            HttpResponse<String> answer = door.send(door.to(path)
                    .header("Authorization", "Bearer " + UGA_KEY)
                    .header("Accept", CANARY)
                    .header("X-" + CANARY, CANARY)
                    .GET());

            // Then
            assertThat(answer.statusCode()).isBetween(400, 404);
            assertThat(answer.body() + answer.headers()).doesNotContain(CANARY);
        }
    }

    @Test
    void refusesABodyThatSaysItIsTooLargeWithoutReadingIt() {
        // When
        String answer = Wire.call(
                door.port(),
                "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + KEN_KEY
                        + "\r\nContent-Type: application/json\r\nExpect: 100-continue\r\nContent-Length: "
                        + (Reader.MAX_BYTES + 1) + "\r\n\r\n");

        // Then
        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"code\":\"TOO_LARGE\"", "Connection: close");
    }

    @Test
    void answersWhoWritesAllOfALargeBodyInsteadOfHangingUp() {
        // Given
        byte[] large = new byte[3 * Reader.MAX_BYTES];

        for (int i = 0; i < 5; i++) {
            // When
            HttpResponse<String> answer = door.send(door.to("/v1/messages")
                    .header("Authorization", "Bearer " + KEN_KEY)
                    .header("Content-Type", EVENT)
                    .POST(BodyPublishers.ofByteArray(large)));

            // Then
            assertProblem(answer, 413, "TOO_LARGE");
        }
    }

    @Test
    void stopsReadingABodyThatTurnsOutTooLarge() {
        // Given
        byte[] tooMany = new byte[Reader.MAX_BYTES + 1];

        // When: of unknown length
        HttpResponse<String> answer = door.send(door.to("/v1/messages")
                .header("Authorization", "Bearer " + KEN_KEY)
                .header("Content-Type", EVENT)
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(tooMany))));

        // Then
        assertProblem(answer, 413, "TOO_LARGE");
        assertThat(door.queries).isEmpty();
    }

    @Test
    void takesABodyOfExactlyTheLimit() {
        // When
        HttpResponse<String> answer = door.send(door.to("/v1/messages")
                .header("Authorization", "Bearer " + KEN_KEY)
                .header("Content-Type", EVENT)
                .POST(BodyPublishers.ofByteArray(new byte[Reader.MAX_BYTES])));

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
    }

    @Test
    void asksNobodyForABodyWhoHasNoKey() {
        // When
        String answer = Wire.call(
                door.port(),
                String.join(
                        "\r\n",
                        "POST /v1/messages HTTP/1.1",
                        "Host: localhost",
                        "Content-Type: application/json",
                        "Expect: 100-continue",
                        "Content-Length: 10",
                        "Connection: close",
                        "",
                        ""));

        // Then
        assertThat(answer).startsWith("HTTP/1.1 401 ");
    }

    /** A sender that was told its message is bad would not send it again: seen with a hub that stood still while it read. */
    @Test
    void saysOfABodyThatEndsEarlyThatItMayComeAgain() {
        // Given
        String half = "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + KEN_KEY
                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{";

        // When
        String answer;
        try (var wire = new Wire(door.port())) {
            answer = wire.write(half).end().readAll();
        }

        // Then
        assertThat(answer).startsWith("HTTP/1.1 503 ").contains("Retry-After: ");
    }

    @Test
    void keepsAnsweringWhileManyBodiesArriveSlowly() {
        // Given
        List<Wire> slow = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            slow.add(new Wire(door.port())
                    .write("POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + KEN_KEY
                            + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));
        }

        // When
        HttpResponse<String> answer = door.post("/v1/messages", UGA_KEY, EVENT, "{}");

        // Then
        assertThat(answer.statusCode()).isEqualTo(202);
        slow.forEach(Wire::close);
    }

    @Test
    void keepsOneCallersLargeBodiesFromFillingTheMemoryOfAll() {
        // Given
        String head = "POST /v1/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + KEN_KEY
                + "\r\nContent-Type: application/json\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: "
                + Reader.MAX_BYTES + "\r\n\r\n";
        List<Wire> large = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            var wire = new Wire(door.port()).write(head);
            assertThat(wire.read(12)).isEqualTo("HTTP/1.1 100");
            large.add(wire);
        }

        // When
        HttpResponse<String> other = door.post("/v1/messages", UGA_KEY, EVENT, "{}");
        String oneTooMany = Wire.call(door.port(), head);

        // Then
        assertThat(other.statusCode()).isEqualTo(202);
        assertThat(oneTooMany).startsWith("HTTP/1.1 503 ").contains("Retry-After: 2");
        large.forEach(Wire::close);
        Awaitility.await().untilAsserted(() -> assertThat(
                        door.post("/v1/messages", KEN_KEY, EVENT, "{}").statusCode())
                .isEqualTo(202));
    }

    @Test
    void readsUtf8AsItCame() {
        // When
        door.post("/v1/messages", KEN_KEY, EVENT, "{\"x\":\"\u1230\u120b\u121d\"}");

        // Then
        assertThat(new String(door.bodies.get(0), StandardCharsets.UTF_8)).isEqualTo("{\"x\":\"\u1230\u120b\u121d\"}");
    }
}
