package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.MessageJson;

/** An agency at the HTTP door of a hub. */
record Desk(TestHub hub, String agency) {
    static final String JSON = "application/cloudevents+json";
    static final String CAP = "application/cap+xml";
    static final Duration PATIENCE = Duration.ofSeconds(15);

    static JsonNode json(HttpResponse<String> response) {
        return MessageJson.tree(response.body().getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> post(ObjectNode event) {
        return hub.post(agency, "/v1/messages", Samples.bytes(event), JSON);
    }

    HttpResponse<String> postCap(byte[] xml, Map<String, String> query) {
        return hub.post(agency, "/v1/messages" + TestHub.query(query), xml, CAP);
    }

    /** Posts what has to be accepted. */
    void give(ObjectNode event) {
        HttpResponse<String> answer = post(event);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    /** Posts again and again under its id, as a sender does that was answered 503 or nothing; it is judged afterwards. */
    void giveInTheEnd(ObjectNode event, Duration within) {
        await().atMost(within).ignoreExceptions().until(() -> Set.of(200, 202)
                .contains(post(event).statusCode()));
        judged(event.get("id").asText());
    }

    /** The status of a message of this agency, once every recipient is judged and what crosses stands in the inboxes. */
    JsonNode judged(String id) {
        await().atMost(PATIENCE).until(() -> json(hub.get(agency, "/v1/messages/" + id))
                .path("status")
                .asText()
                .equals("judged"));
        // The ledger knows of the rulings a moment before the broker has what crosses: both leave the outbox at once.
        await().atMost(PATIENCE).until(() -> hub.waiting("agency." + agency + ".outbox") == 0);
        return json(hub.get(agency, "/v1/messages/" + id));
    }

    /** What became of a message for each recipient, by agency. */
    Map<String, JsonNode> outcomes(String id) {
        var outcomes = new HashMap<String, JsonNode>();
        judged(id)
                .get("recipients")
                .forEach(part -> outcomes.put(part.get("agency").asText(), part));
        return outcomes;
    }

    /** Every live message that waits for this agency, taken over. */
    List<JsonNode> fetchAll() {
        return fetchAll("live");
    }

    List<JsonNode> fetchAll(String channel) {
        return takeOver("/v1/inbox?max=100&channel=" + channel, "deliveries", "/v1/inbox/");
    }

    /** Every receipt that waits for this agency, taken over. */
    List<JsonNode> receipts() {
        return takeOver("/v1/receipts?max=100", "receipts", "/v1/receipts/");
    }

    /** The deliveries as they are offered, leased and not taken over. */
    JsonNode lease() {
        return offered("/v1/inbox?max=100", "deliveries");
    }

    void acknowledge(JsonNode delivery) {
        String path = "/v1/inbox/" + delivery.get("delivery").asText() + "/ack";
        assertThat(hub.post(agency, path, "", "text/plain").statusCode()).isEqualTo(204);
    }

    private List<JsonNode> takeOver(String list, String member, String item) {
        var messages = new ArrayList<JsonNode>();
        JsonNode offered = offered(list, member);
        while (!offered.isEmpty()) {
            for (JsonNode each : offered) {
                messages.add(each.get("message"));
                String ack = item + each.get("delivery").asText() + "/ack";
                assertThat(hub.post(agency, ack, "", "text/plain").statusCode()).isEqualTo(204);
            }
            offered = offered(list, member);
        }
        return messages;
    }

    private JsonNode offered(String list, String member) {
        HttpResponse<String> answer = hub.get(agency, list);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get(member);
    }

    /** What receipts say of one message: their data. */
    static List<JsonNode> about(String id, List<JsonNode> receipts) {
        return receipts.stream()
                .map(receipt -> receipt.get("data"))
                .filter(data -> data.path("id").asText().equals(id))
                .toList();
    }

    static List<JsonNode> withId(List<JsonNode> messages, String id) {
        return messages.stream()
                .filter(message -> message.get("id").asText().equals(id))
                .toList();
    }

    /** The one message with this id among those that wait, empty where there is none; a second one is a failure. */
    Optional<JsonNode> fetched(String id) {
        List<JsonNode> found = withId(fetchAll(), id);
        assertThat(found).hasSizeLessThan(2);
        return found.stream().findFirst();
    }
}
