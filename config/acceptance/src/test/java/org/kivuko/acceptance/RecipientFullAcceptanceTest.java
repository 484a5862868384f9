package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A recipient that fetches nothing: it is refused once too much waits for it, and nobody else notices. */
class RecipientFullAcceptanceTest {
    private static final String DEAD = "UGA.DCIC";
    private final TestHub hub = TestHub.start(
            Clock.systemUTC(),
            Map.of(
                    "states/UGA.yaml",
                    text -> text.replaceFirst("(agency: UGA\\.DCIC, [^}]*)}", "$1, quotas: {waiting: 3}}")));
    private final Desk sender = hub.desk("KEN.DIS");

    @AfterEach
    void stop() {
        hub.close();
    }

    private ObjectNode passport(String id) {
        return Samples.stolenPassport(Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .put("id", id);
    }

    private JsonNode partOfTheDead(String id) {
        sender.give(passport(id));
        return sender.outcomes(id).get(DEAD);
    }

    /** Also after a restart: the count is the ledger's. */
    @Test
    void isRefusedOverItsLimitWithATimeAndTakesMessagesAgainOnceItHasFetched() {
        // Given
        for (String id : new String[] {"m-1", "m-2", "m-3"}) {
            assertThat(partOfTheDead(id).path("state").asText()).isEqualTo("queued");
        }
        hub.restart();

        // When
        JsonNode refused = partOfTheDead("m-4");

        // Then
        assertThat(refused.path("outcome").asText()).isEqualTo("refused");
        assertThat(refused.path("reason").asText()).isEqualTo("RECIPIENT_FULL");
        assertThat(Instant.parse(refused.path("again").asText())).isAfter(Instant.now());
        assertThat(sender.outcomes("m-4").get("UGA.UPF").path("outcome").asText())
                .isNotEqualTo("refused");
        assertThat(hub.desk(DEAD).fetchAll()).hasSize(3);
        int[] next = {5};
        await().atMost(Desk.PATIENCE)
                .until(() ->
                        partOfTheDead("m-" + next[0]++).path("state").asText().equals("queued"));
    }
}
