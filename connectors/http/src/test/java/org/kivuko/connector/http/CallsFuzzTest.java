package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Every call that is listed, with any path, query and body: it is answered, and never because the hub failed on it. */
@Tag("fuzz")
class CallsFuzzTest {
    private static final List<String> OF_AGENCIES = List.of(
            "POST /v1/messages",
            "POST /v1/decisions",
            "GET /v1/messages/{id}",
            "GET /v1/agreements/{id}",
            "GET /v1/alerts");

    private static final TestDoor DOOR = new TestDoor();
    private static final List<String> CALLS = new ArrayList<>(OF_AGENCIES);

    @BeforeAll
    static void open() {
        DOOR.reads = true;
        DOOR.open();
        for (JsonNode call :
                TestDoor.json(DOOR.get("/v1/ops/calls", OPERATOR_KEY)).path("calls")) {
            String path = call.path("path").asText();
            if (!path.contains("events")) {
                CALLS.add(call.path("method").asText() + " " + path);
            }
        }
    }

    @AfterAll
    static void close() {
        DOOR.close();
    }

    @FuzzTest(maxDuration = "5m")
    void isAnswered(FuzzedDataProvider fuzz) {
        // Given
        BugDetectors.allowNetworkConnections((host, port) -> port == DOOR.port());
        int number = fuzz.consumeInt(0, CALLS.size() - 1);
        String call = CALLS.get(number);
        String method = call.substring(0, call.indexOf(' '));
        String path = filled(call.substring(call.indexOf(' ') + 1), fuzz);
        String query = query(fuzz);
        HttpRequest.Builder request = DOOR.to(path + query)
                .header("Authorization", "Bearer " + (number < OF_AGENCIES.size() ? KEN_KEY : OPERATOR_KEY))
                .header("Content-Type", "application/json");
        byte[] body = fuzz.consumeRemainingAsBytes();

        // When
        HttpResponse<String> answer = DOOR.send(
                method.equals("GET") ? request.GET() : request.method(method, BodyPublishers.ofByteArray(body)));

        // Then
        assertThat(answer.body()).as(call).doesNotContain("The hub failed on this call");
        assertThat(answer.statusCode()).as(call).isBetween(200, 503);
    }

    private static String filled(String template, FuzzedDataProvider fuzz) {
        String path = template;
        while (path.contains("{")) {
            String value = encoded(fuzz.consumeString(40));
            path = path.substring(0, path.indexOf('{'))
                    + (value.isEmpty() ? "x" : value)
                    + path.substring(path.indexOf('}') + 1);
        }
        return path;
    }

    private static String query(FuzzedDataProvider fuzz) {
        var query = new StringBuilder();
        for (int i = fuzz.consumeInt(0, 3); i > 0; i--) {
            query.append(query.isEmpty() ? '?' : '&')
                    .append(encoded(fuzz.consumeString(12)))
                    .append('=')
                    .append(encoded(fuzz.consumeString(30)));
        }
        return query.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
