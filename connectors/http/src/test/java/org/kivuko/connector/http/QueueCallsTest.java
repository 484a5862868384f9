package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;
import static org.kivuko.connector.http.TestDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Queues as operators ask for them. */
class QueueCallsTest {
    private static final String KEY = "11111111-1111-4111-8111-111111111111";
    private static final String PAUSE = "/v1/ops/queues/" + FakeQueues.INBOX + "/pause";
    private static final String RESUME = "/v1/ops/queues/" + FakeQueues.INBOX + "/resume";

    @RegisterExtension
    final TestDoor door = new TestDoor();

    private JsonNode get(String path) {
        return json(door.get(path, OPERATOR_KEY));
    }

    private static List<String> names(JsonNode document) {
        var names = new ArrayList<String>();
        document.path("queues").forEach(row -> names.add(row.path("queue").asText()));
        return names;
    }

    private static String act(String key) {
        return "{\"reason\":\"the agency asked for it\",\"key\":\"" + key + "\"}";
    }

    @Test
    void pagesGoThroughAllThatIsAskedFor() {
        // When
        JsonNode first = get("/v1/ops/queues?sort=-messages&max=2");
        JsonNode second = get("/v1/ops/queues?sort=-messages&max=2&after="
                + first.path("next").asText());

        // Then
        assertThat(names(first)).containsExactly(FakeQueues.INBOX, "agency.KEN.DIS.outbox");
        assertThat(names(second)).containsExactly("hub.quarantine", "agency.UGA.DCIC.receipts");
        assertThat(first.path("total").asInt()).isEqualTo(6);
        assertThat(first.path("sums").path("messages").asInt()).isEqualTo(10);
        assertThat(first.path("queues").get(0).path("oldestSeconds").asInt()).isEqualTo(120);
    }

    @Test
    void aFilterIsKept() {
        assertThat(names(get("/v1/ops/queues?only=unattended"))).containsExactly(FakeQueues.INBOX);
        assertThat(names(get("/v1/ops/queues?agency=UGA.DCIC&kind=receipts")))
                .containsExactly("agency.UGA.DCIC.receipts");
        assertThat(names(get("/v1/ops/queues?q=QUARANTINE"))).containsExactly("hub.quarantine");
        assertThat(names(get("/v1/ops/queues?state=KEN"))).containsExactly("agency.KEN.DIS.outbox");
    }

    @Test
    void everythingThatIsWrongWithAQuestionIsSaidAtOnce() {
        var answer = door.get("/v1/ops/queues?sort=surname&max=0&only=some&kind=box&agency=x", OPERATOR_KEY);

        PostingTest.assertProblem(answer, 400, "SCHEMA_VIOLATION");
        assertThat(json(answer).path("errors")).hasSize(5);
        PostingTest.assertProblem(door.get("/v1/ops/queues?after=x", OPERATOR_KEY), 400, "SCHEMA_VIOLATION");
    }

    @Test
    void oneQueueHasAHistoryAndAHead() {
        // When
        JsonNode queue = get("/v1/ops/queues/" + FakeQueues.INBOX + "?span=PT24H");

        // Then
        assertThat(queue.path("stepSeconds").asInt()).isEqualTo(600);
        assertThat(queue.path("history").get(0).path("messages").asInt()).isEqualTo(4);
        assertThat(queue.path("deliveries").get(0).toString())
                .isEqualTo("{\"delivery\":\"" + FakeQueues.DELIVERY
                        + "\",\"agency\":\"KEN.DIS\",\"id\":\"m-1\",\"type\":\"kivuko.alert.v1\","
                        + "\"queuedAt\":\"2026-11-23T08:00:00.000Z\",\"linknumber\":8,\"bytes\":900}");
        PostingTest.assertProblem(door.get("/v1/ops/queues/agency.X", OPERATOR_KEY), 404, "NOT_FOUND");
    }

    @Test
    void aPauseSaysWhoAndWhyAndIsDoneOnceUnderItsKey() {
        // When
        var first = door.post(PAUSE, OPERATOR_KEY, Answer.JSON, act(KEY));
        var again = door.post(PAUSE, OPERATOR_KEY, Answer.JSON, act(KEY));

        // Then
        assertThat(json(first).path("paused").path("reason").asText()).isEqualTo("the agency asked for it");
        assertThat(json(again)).isEqualTo(json(first));
        assertThat(door.queues.keys).hasSize(1);
        assertThat(names(get("/v1/ops/queues?only=paused"))).containsExactly(FakeQueues.INBOX);
        PostingTest.assertProblem(door.post(RESUME, OPERATOR_KEY, Answer.JSON, act(KEY)), 409, "CONFLICT");

        // When
        var resumed = door.post(RESUME, OPERATOR_KEY, Answer.JSON, act(FakeQueues.DELIVERY.toString()));

        // Then
        assertThat(json(resumed).has("paused")).isFalse();
        assertThat(door.queues.told).endsWith("resume " + FakeQueues.INBOX);
    }

    @Test
    void anActSaysWhyAndIsRefusedWithEverythingThatIsMissing() {
        var answer = door.post(PAUSE, OPERATOR_KEY, Answer.JSON, "{\"reason\":\" \",\"why\":1}");

        PostingTest.assertProblem(answer, 422, "SCHEMA_VIOLATION");
        assertThat(json(answer).path("errors")).hasSize(3);
        assertThat(door.queues.told).isEmpty();
        PostingTest.assertProblem(
                door.post("/v1/ops/queues/hub.quarantine/pause", OPERATOR_KEY, Answer.JSON, act(KEY)),
                422,
                "SCHEMA_VIOLATION");
    }
}
