package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.acceptance.Desk.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What follows a message, through the whole hub. */
@ExtendWith(Shared.class)
class FollowingAcceptanceTest {
    private static TestHub hub;

    @BeforeAll
    static void start(TestHub shared) {
        hub = shared;
    }

    @AfterAll
    static void closeTheBooks() {
        hub.assertBooksBalance();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS);
    }

    private static ObjectNode following(String sender, String type, String to, String reference) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0").put("id", UUID.randomUUID().toString());
        event.put("source", "/agencies/" + sender).put("type", "kivuko." + type + ".v1");
        event.put("time", now().toString()).put("to", to).put("purpose", "border-check");
        event.putObject("data").putArray("references").add(reference);
        return event;
    }

    private static String sendAlert() {
        ObjectNode event = Samples.stolenPassport(now());
        hub.desk("KEN.DIS").give(event);
        String id = event.get("id").asText();
        hub.desk("KEN.DIS").judged(id);
        return id;
    }

    @Test
    void aCorrectionReachesEachRecipientReducedAsItsOriginalWas() {
        // Given
        String id = sendAlert();
        JsonNode original = hub.desk("UGA.URA").fetched(id).orElseThrow();
        ObjectNode correction = following("KEN.DIS", "correction", "UGA", "KEN.DIS/" + id);
        ObjectNode data = (ObjectNode) correction.get("data");
        data.put("reason", "error").put("replacementType", "kivuko.alert.v1");
        ObjectNode asItShouldBe = Samples.stolenPassport(now());
        data.set("replacement", asItShouldBe.get("data"));
        // Judged like the alert itself, and so by the post where it arose.
        correction.set("post", asItShouldBe.get("post"));

        // When
        hub.desk("KEN.DIS").give(correction);
        hub.desk("KEN.DIS").judged(correction.get("id").asText());

        // Then
        JsonNode delivered =
                hub.desk("UGA.URA").fetched(correction.get("id").asText()).orElseThrow();
        assertThat(delivered.at("/data/replacement")).isEqualTo(original.get("data"));
        assertThat(delivered.at("/data/references/0").asText()).isEqualTo("KEN.DIS/" + id);
    }

    @Test
    void aRecallReachesWhoWasHandedTheMessageAndItsThreadShowsWhoHasConfirmed() {
        // Given
        String id = sendAlert();
        assertThat(hub.desk("UGA.URA").fetched(id)).isPresent();
        ObjectNode recall = following("KEN.DIS", "recall", "UGA", "KEN.DIS/" + id);
        ((ObjectNode) recall.get("data")).put("reason", "error");

        // When
        hub.desk("KEN.DIS").give(recall);
        String recallId = recall.get("id").asText();
        hub.desk("KEN.DIS").judged(recallId);

        // Then
        assertThat(hub.desk("UGA.URA").fetched(recallId)).isPresent();
        JsonNode status = hub.desk("KEN.DIS").outcomes(recallId).get("UGA.URA");
        assertThat(status.get("outcome").asText()).isEqualTo("processed");
        assertThat(status.get("state").asText()).isEqualTo("acknowledged");
        JsonNode seenBySender = json(hub.get("KEN.DIS", "/v1/threads/KEN.DIS/" + id));
        assertThat(seenBySender.get("messages").findValuesAsText("message"))
                .containsExactly("KEN.DIS/" + id, "KEN.DIS/" + recallId);
        JsonNode seenByRecipient = json(hub.get("UGA.URA", "/v1/threads/KEN.DIS/" + id));
        assertThat(seenByRecipient.get("messages")).hasSize(2);
        assertThat(seenByRecipient.at("/messages/0/recipients").toString())
                .contains("UGA.URA")
                .doesNotContain("UGA.DCIC", "rules", "removed");
        assertThat(hub.get("SOM.NCRI", "/v1/threads/KEN.DIS/" + id).statusCode())
                .isEqualTo(404);
    }
}
