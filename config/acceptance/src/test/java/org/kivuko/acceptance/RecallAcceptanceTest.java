package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kivuko.acceptance.Desk.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A recall takes out of the inboxes what waits there, closes what is held, and is followed to each recipient. */
class RecallAcceptanceTest extends TwoDoors {
    /** It fetches over HTTP, and gets what {@link #AT_BROKER} gets. */
    private static final String AT_DOOR = "UGA.URA";

    private static ObjectNode recall(String sender, String id) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0").put("id", UUID.randomUUID().toString());
        event.put("source", "/agencies/" + sender).put("type", "kivuko.recall.v1");
        event.put("time", now().toString()).put("to", "UGA").put("purpose", "border-check");
        event.putObject("data").put("reason", "error").putArray("references").add(sender + "/" + id);
        return event;
    }

    private static String given(String sender, ObjectNode event) {
        hub.desk(sender).give(event);
        hub.desk(sender).judged(id(event));
        return id(event);
    }

    /** Where each recipient stands in the eyes of an operator, once nothing of the message waits or is held. */
    private static Map<String, String> standings(String sender, String recall) {
        var standings = new TreeMap<String, String>();
        await().atMost(Desk.PATIENCE).until(() -> {
            for (JsonNode row : json(hub.get("operator", "/v1/ops/recalls")).get("recalls")) {
                if (row.get("recall").asText().equals(sender + "/" + recall)
                        && row.get("done").asBoolean()) {
                    row.get("recipients")
                            .forEach(part -> standings.put(
                                    part.get("agency").asText(),
                                    part.get("standing").asText()));
                    return true;
                }
            }
            return false;
        });
        return standings;
    }

    /** Seen to fail with a {@code RecallRunner} that asks nobody to withdraw: the recall is never done. */
    @Test
    void whatWaitsIsWithdrawnAtBothDoorsAndAVoidStandsInItsPlace() throws JMSException {
        // Given
        hub.desk(AT_DOOR).fetchAll();
        recipient.take("inbox");
        String wrong = given("KEN.DIS", passport());
        String right = given("KEN.DIS", passport());

        // When
        String recall = given("KEN.DIS", recall("KEN.DIS", wrong));
        Map<String, String> standings = standings("KEN.DIS", recall);

        // Then
        assertThat(standings).containsEntry(AT_DOOR, "withdrawn").containsEntry(AT_BROKER, "withdrawn");
        var atBroker =
                recipient.takeUntil("inbox", json -> json.path("id").asText().equals(recall));
        assertHandedOver(atBroker.stream().map(AmqpAgency::json).toList(), right, recall);
        assertHandedOver(hub.desk(AT_DOOR).fetchAll(), right, recall);
        JsonNode status = desk.outcomes(wrong).get(AT_DOOR);
        assertThat(status.get("outcome").asText()).isEqualTo("processed");
        assertThat(status.get("state").asText()).isEqualTo("recalled");
    }

    private static void assertHandedOver(List<JsonNode> messages, String right, String recall) {
        assertThat(messages).hasSize(3);
        assertThat(messages.get(0).get("type").asText()).isEqualTo("kivuko.void.v1");
        assertThat(messages.get(0).has("data")).isFalse();
        assertThat(id(messages.get(1))).isEqualTo(right);
        assertThat(id(messages.get(2))).isEqualTo(recall);
        long first = messages.get(0).get("linknumber").asLong();
        assertThat(messages)
                .extracting(message -> message.get("linknumber").asLong())
                .containsExactly(first, first + 1, first + 2);
    }

    @Test
    void whoHasTheMessageIsToldAtBothDoorsAndItsAcknowledgementIsSeen() throws JMSException {
        // Given
        String wrong = given("KEN.DIS", passport());
        assertThat(hub.desk(AT_DOOR).fetched(wrong)).isPresent();
        recipient.takeUntil("inbox", json -> json.path("id").asText().equals(wrong));
        await().atMost(Desk.PATIENCE).until(() -> desk.outcomes(wrong)
                .get(AT_BROKER)
                .get("state")
                .asText()
                .equals("acknowledged"));

        // When
        String recall = given("KEN.DIS", recall("KEN.DIS", wrong));
        assertThat(standings("KEN.DIS", recall)).containsEntry(AT_DOOR, "told").containsEntry(AT_BROKER, "told");
        assertThat(hub.desk(AT_DOOR).fetched(recall)).isPresent();
        recipient.takeUntil("inbox", json -> json.path("id").asText().equals(recall));

        // Then
        await().atMost(Desk.PATIENCE).untilAsserted(() -> assertThat(standings("KEN.DIS", recall))
                .containsEntry(AT_DOOR, "confirmed")
                .containsEntry(AT_BROKER, "confirmed"));
        assertThat(desk.outcomes(recall).get(AT_BROKER).get("state").asText()).isEqualTo("acknowledged");
    }

    /** Seen to fail with recalls that note nothing about what is held: an officer may release it after its recall. */
    @Test
    void whatIsHeldIsClosedAndNobodyReleasesIt() {
        // Given
        hub.desk("KEN.DIS").fetchAll();
        ObjectNode fraud = Samples.example("som-doc-fraud.json", now());
        String wrong = given("SOM.ICA", fraud);
        JsonNode held = held(wrong);

        // When
        String recall = given("SOM.ICA", recall("SOM.ICA", wrong));
        HttpResponse<String> release = hub.post(
                "operator",
                "/v1/ops/held/" + held.get("ruling").asText() + "/release",
                "{\"reason\":\"looked at\"}",
                "application/json");

        // Then
        assertThat(release.statusCode()).isIn(404, 409);
        assertThat(standings("SOM.ICA", recall)).containsEntry("KEN.DIS", "refused");
        JsonNode status = hub.desk("SOM.ICA").outcomes(wrong).get("KEN.DIS");
        assertThat(status.get("outcome").asText()).isEqualTo("refused");
        assertThat(status.get("reason").asText()).isEqualTo("RECALLED");
        assertThat(hub.desk("KEN.DIS").fetchAll()).isEmpty();
    }

    private static JsonNode held(String id) {
        for (JsonNode row : json(hub.get("operator", "/v1/ops/held")).get("held")) {
            if (row.get("id").asText().equals(id) && row.get("agency").asText().equals("KEN.DIS")) {
                return row;
            }
        }
        throw new AssertionError("nothing is held of " + id);
    }
}
