package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.kivuko.model.MessageJson;

/** An operator who has copies go through a hub again, and sees of it what the API says. Thread-safe. */
record RedriveDesk(HubProcess hub, HttpClient http) {
    private static final int PAGE = 200;

    RedriveDesk(HubProcess hub) {
        this(hub, HttpClient.newHttpClient());
    }

    /** Counts what has failed of this cause; the set and its count. */
    JsonNode preview(String cause) throws IOException {
        return post(
                "/v1/ops/redrives/preview", "{\"queue\":\"hub.quarantine\",\"select\":{\"cause\":\"" + cause + "\"}}");
    }

    /** Starts a job with a set. */
    JsonNode start(JsonNode preview, int perSecond) throws IOException {
        return post(
                "/v1/ops/redrives",
                "{\"set\":\"%s\",\"count\":%d,\"ratePerSecond\":%d,\"reason\":\"the defect is mended\",\"key\":\"%s\"}"
                        .formatted(
                                preview.path("set").asText(),
                                preview.path("count").asInt(),
                                perSecond,
                                UUID.randomUUID()));
    }

    /** Pauses, resumes or cancels a job; as it stands then. */
    JsonNode act(String job, String what) throws IOException {
        return post(
                "/v1/ops/redrives/" + job + "/" + what,
                "{\"reason\":\"for a test\",\"key\":\"" + UUID.randomUUID() + "\"}");
    }

    JsonNode job(String job) throws IOException {
        return get("/v1/ops/redrives/" + job);
    }

    /** What became of each copy of a job, by its name: every page of the list. */
    Map<String, String> results(String job) throws IOException {
        var results = new TreeMap<String, String>();
        int rows = 0;
        String after = "0";
        while (!after.isEmpty()) {
            JsonNode page = get("/v1/ops/redrives/" + job + "/results?max=" + PAGE + "&after=" + after);
            for (JsonNode row : page.path("results")) {
                rows++;
                assertThat(row.path("no").asInt()).isEqualTo(rows);
                results.put(row.path("copy").asText(), row.path("result").asText());
            }
            after = page.path("next").asText("");
        }
        assertThat(results).as("no copy stands in the list twice").hasSize(rows);
        return results;
    }

    JsonNode causes() throws IOException {
        return get("/v1/ops/failures").path("causes");
    }

    /** How many messages lie in a queue; -1 where there is none. */
    long lying(String queue) throws IOException {
        for (JsonNode row : get("/v1/ops/queues").path("queues")) {
            if (row.path("queue").asText().equals(queue)) {
                return row.path("messages").asLong();
            }
        }
        return -1;
    }

    private JsonNode get(String path) throws IOException {
        return send(HttpRequest.newBuilder(hub.http().resolve(path)).GET());
    }

    private JsonNode post(String path, String body) throws IOException {
        return send(HttpRequest.newBuilder(hub.http().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> answer = http.send(
                    request.header("Authorization", "Bearer " + hub.key("operator"))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() == 503) {
                throw new IOException("the hub is not able yet");
            }
            assertThat(answer.statusCode())
                    .as(new String(answer.body(), StandardCharsets.UTF_8))
                    .isLessThan(300);
            return MessageJson.tree(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
