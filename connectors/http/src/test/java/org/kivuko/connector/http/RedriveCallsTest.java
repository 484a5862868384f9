package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;
import static org.kivuko.connector.http.TestDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Copies that failed, and jobs with them, as operators ask for them. */
class RedriveCallsTest {
    private static final String PREVIEW = "/v1/ops/redrives/preview";
    private static final String BY_CAUSE = "{\"queue\":\"hub.quarantine\",\"select\":{\"cause\":\"UNREADABLE\"}}";

    @RegisterExtension
    final TestDoor door = new TestDoor();

    private HttpResponse<String> post(String path, String body) {
        return door.post(path, OPERATOR_KEY, Answer.JSON, body);
    }

    private JsonNode get(String path) {
        return json(door.get(path, OPERATOR_KEY));
    }

    private static String start(String set, int count, UUID key) {
        return "{\"set\":\"" + set + "\",\"count\":" + count + ",\"ratePerSecond\":20,\"reason\":\"mended\",\"key\":\""
                + key + "\"}";
    }

    @Test
    void failuresComeByCauseAndOneByOne() {
        assertThat(get("/v1/ops/failures").path("causes").get(0).path("count").asInt())
                .isEqualTo(1);
        assertThat(get("/v1/ops/failures?queue=hub.dead")
                        .path("causes")
                        .get(0)
                        .path("cause")
                        .asText())
                .isEqualTo("NO_ROUTE");
        JsonNode unreadable = get("/v1/ops/failures/hub.quarantine?cause=UNREADABLE")
                .path("failures")
                .get(0);
        assertThat(unreadable.path("copy").asText()).isEqualTo(FakeRedrives.COPY);
        assertThat(unreadable.path("redriven").asInt()).isEqualTo(2);
        assertThat(get("/v1/ops/failures/hub.quarantine?cause=OTHER").path("failures"))
                .isEmpty();
        PostingTest.assertProblem(door.get("/v1/ops/failures/hub.commits", OPERATOR_KEY), 404, "NOT_FOUND");
        PostingTest.assertProblem(
                door.get("/v1/ops/failures?queue=hub.commits", OPERATOR_KEY), 400, "SCHEMA_VIOLATION");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"queue\":\"hub.quarantine\"}",
                "{\"queue\":\"hub.quarantine\",\"select\":{}}",
                "{\"queue\":\"hub.quarantine\",\"select\":null}",
                "{\"queue\":\"hub.quarantine\",\"select\":\"all\"}",
                "{\"queue\":\"hub.quarantine\",\"select\":{\"copies\":[]}}",
                "{\"queue\":\"hub.quarantine\",\"select\":{\"copies\":[\"\"]}}",
                "{\"queue\":\"hub.quarantine\",\"select\":{\"cause\":\"\"}}",
                "{\"queue\":\"hub.quarantine\",\"select\":{\"cause\":\" \"}}",
                "{\"queue\":\"hub.quarantine\",\"select\":{\"agency\":\"KEN.DIS\"}}",
                "{\"queue\":\"hub.quarantine\",\"select\":{\"cause\":\"A\",\"copies\":[\"b\"]}}",
                "{\"queue\":\"hub.quarantine\",\"select\":{\"cause\":\"A\",\"every\":true}}",
                "{\"queue\":\"hub.quarantine\",\"select\":{\"cause\":\"A\",\"agency\":\"*\"}}"
            })
    void anEmptyFilterNeverMeansEverything(String body) {
        PostingTest.assertProblem(post(PREVIEW, body), 422, "SCHEMA_VIOLATION");
        assertThat(door.redrives.sets).isEmpty();
    }

    @Test
    void aJobIsStartedByWhoHasReadTheCount() {
        // Given
        JsonNode preview = json(post(PREVIEW, BY_CAUSE));
        String set = preview.path("set").asText();
        var key = UUID.randomUUID();

        // When and Then
        assertThat(preview.path("count").asInt()).isEqualTo(1);
        PostingTest.assertProblem(post("/v1/ops/redrives", start(set, 2, key)), 422, "SCHEMA_VIOLATION");
        HttpResponse<String> started = post("/v1/ops/redrives", start(set, 1, key));
        assertThat(started.statusCode()).isEqualTo(201);
        assertThat(json(started).path("state").asText()).isEqualTo("running");
        assertThat(post("/v1/ops/redrives", start(set, 1, key)).statusCode()).isEqualTo(201);
        assertThat(door.redrives.jobs).hasSize(1);
        PostingTest.assertProblem(post("/v1/ops/redrives", start(set, 1, UUID.randomUUID())), 409, "CONFLICT");
        PostingTest.assertProblem(
                post("/v1/ops/redrives", start(UUID.randomUUID().toString(), 1, UUID.randomUUID())), 404, "NOT_FOUND");
    }

    @Test
    void aJobIsPausedResumedAndCancelled() {
        // Given
        String set = json(post(PREVIEW, BY_CAUSE)).path("set").asText();
        post("/v1/ops/redrives", start(set, 1, UUID.randomUUID()));
        String job = "/v1/ops/redrives/" + set;
        String act = "{\"reason\":\"lunch\",\"key\":\"" + UUID.randomUUID() + "\"}";

        // When and Then
        assertThat(json(post(job + "/pause", act)).path("state").asText()).isEqualTo("paused");
        assertThat(json(post(job + "/pause", act)).path("state").asText()).isEqualTo("paused");
        assertThat(json(post(job + "/cancel", act)).path("state").asText()).isEqualTo("cancelled");
        PostingTest.assertProblem(post(job + "/pause", act), 409, "CONFLICT");
        assertThat(json(post(job + "/resume", act)).path("state").asText()).isEqualTo("running");
        assertThat(get(job).path("reason").asText()).isEqualTo("mended");
        assertThat(get(job + "/results").path("results").get(0).path("result").asText())
                .isEqualTo("open");
        PostingTest.assertProblem(post(job + "/pause", "{}"), 422, "SCHEMA_VIOLATION");
    }

    @Test
    void aBodyIsOpenedForAPurposeAlone() {
        // Given
        String content = "/v1/ops/failures/hub.quarantine/" + FakeRedrives.COPY + "/content";

        // When and Then
        PostingTest.assertProblem(post(content, "{\"reason\":\"x\"}"), 422, "SCHEMA_VIOLATION");
        HttpResponse<String> opened = post(content, "{\"purpose\":\"repair\",\"reason\":\"the agency asked\"}");
        assertThat(json(opened).path("text").asText()).isEqualTo("{\"id\":");
        PostingTest.assertProblem(
                post(
                        "/v1/ops/failures/hub.quarantine/33333333-3333-4333-8333-333333333333/content",
                        "{\"purpose\":\"repair\",\"reason\":\"the agency asked\"}"),
                404,
                "NOT_FOUND");
    }
}
