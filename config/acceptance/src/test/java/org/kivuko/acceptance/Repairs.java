package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** An operator with every right, who looks at copies that failed and has them go through a hub again. */
record Repairs(TestHub hub) {
    static final String QUARANTINE = "hub.quarantine";
    static final String DEAD = "hub.dead";
    private static final String JSON = "application/json";
    private static final String PASSWORD = "three boats at the ferry";

    JsonNode get(String path) {
        HttpResponse<String> answer = hub.get("operator", path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Desk.json(answer);
    }

    JsonNode post(String path, String body) {
        HttpResponse<String> answer = hub.post("operator", path, body, JSON);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Desk.json(answer);
    }

    static String act() {
        return "{\"reason\":\"for a test\",\"key\":\"" + UUID.randomUUID() + "\"}";
    }

    JsonNode preview(String queue, String select) {
        return post("/v1/ops/redrives/preview", "{\"queue\":\"" + queue + "\",\"select\":" + select + "}");
    }

    /** Starts a job with a set, waits for its end, and gives what became of each copy. */
    Map<String, String> redriven(JsonNode preview) {
        String job = "/v1/ops/redrives/" + preview.path("set").asText();
        post(
                "/v1/ops/redrives",
                "{\"set\":\"%s\",\"count\":%d,\"ratePerSecond\":100,\"reason\":\"for a test\",\"key\":\"%s\"}"
                        .formatted(
                                preview.path("set").asText(),
                                preview.path("count").asInt(),
                                UUID.randomUUID()));
        await().atMost(Desk.PATIENCE)
                .until(() -> get(job).path("state").asText().equals("done"));
        return rows(get(job + "/results").path("results")).stream()
                .collect(Collectors.toMap(row -> row.path("copy").asText(), row -> row.path("result")
                        .asText()));
    }

    Map<String, String> redriven(String queue, String copy) {
        return redriven(preview(queue, "{\"copies\":[\"" + copy + "\"]}"));
    }

    static List<JsonNode> rows(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    /** What lies in a queue of an agency's copies that failed, by name. */
    Map<String, JsonNode> failures(String queue, String agency) {
        return rows(get("/v1/ops/failures/" + queue + "?agency=" + agency + "&max=100")
                        .path("failures"))
                .stream()
                .collect(Collectors.toMap(row -> row.path("copy").asText(), row -> row));
    }

    Map<String, JsonNode> awaitFailures(String queue, String agency, int count) {
        await().atMost(Desk.PATIENCE).until(() -> failures(queue, agency).size() == count);
        return failures(queue, agency);
    }

    static Set<String> others(Map<String, JsonNode> failures, Map<String, JsonNode> than) {
        return failures.keySet().stream()
                .filter(copy -> !than.containsKey(copy))
                .collect(Collectors.toSet());
    }

    String text(String copy) {
        return post(
                        "/v1/ops/failures/" + QUARANTINE + "/" + copy + "/content",
                        "{\"purpose\":\"repair\",\"reason\":\"for a test\"}")
                .path("text")
                .asText();
    }

    /** Another person, who has this role alone, signs in. */
    Visit visit(String login, String role) throws Exception {
        post(
                "/v1/ops/people",
                "{\"login\":\"%s\",\"name\":\"Desk\",\"roles\":[\"%s\"],\"password\":\"%s\",\"reason\":\"a test\"}"
                        .formatted(login, role, PASSWORD));
        HttpClient http = HttpClient.newHttpClient();
        String credentials = "{\"login\":\"" + login + "\",\"password\":\"" + PASSWORD + "\"}";
        HttpResponse<String> begun =
                http.send(Visit.request(hub, "/v1/session", credentials).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(begun.statusCode()).as(begun.body()).isBetween(200, 299);
        String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
        return new Visit(
                hub,
                http,
                cookie.substring(0, cookie.indexOf(';')),
                Desk.json(begun).path("csrf").asText());
    }

    /** A person with a session. */
    record Visit(TestHub hub, HttpClient http, String cookie, String csrf) {
        private static HttpRequest.Builder request(TestHub hub, String path, String body) {
            return HttpRequest.newBuilder(URI.create(hub.hub().url() + path))
                    .header("Content-Type", JSON)
                    .POST(HttpRequest.BodyPublishers.ofString(body));
        }

        HttpResponse<String> post(String path, String body) throws Exception {
            HttpRequest request = request(hub, path, body)
                    .header("Cookie", cookie)
                    .header("X-CSRF-Token", csrf)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }

        /** Shows no secret. */
        @Override
        public String toString() {
            return "Visit";
        }
    }
}
