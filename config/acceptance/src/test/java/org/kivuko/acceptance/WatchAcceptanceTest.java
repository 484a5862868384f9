package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.testkit.TestClock;

/** What operators are told by a whole hub, and what they see of the region. */
@Tag("slow")
class WatchAcceptanceTest {
    private static final String INBOX = "agency.SSD.DNPI.inbox";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @SuppressWarnings("TimeInStaticInitializer") // the hub of this class lives from then on
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start(
                CLOCK,
                Map.of(
                        "deploy/hub.yaml",
                        text -> text + "\nwatch:\n  every: PT1S\n  targets: [{kind: DEPTH, target: " + INBOX
                                + ", at: 1}, {kind: DEPTH, target: " + INBOX + ".urgent, at: 1}]\n"));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static JsonNode ask(String path) {
        return Desk.json(hub.get("operator", path));
    }

    private static Optional<JsonNode> alert(String state, String target) {
        return StreamSupport.stream(
                        ask("/v1/ops/alerts?state=" + state).get("alerts").spliterator(), false)
                .filter(alert -> alert.get("target").asText().startsWith(target))
                .findFirst();
    }

    private static JsonNode pair() {
        return StreamSupport.stream(ask("/v1/ops/topology").get("pairs").spliterator(), false)
                .filter(pair -> pair.get("from").asText().equals("KEN")
                        && pair.get("to").asText().equals("SSD"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void givenAMessageThatNobodyFetches_whenItWaits_thenItIsAnAlertUntilItIsFetched_alsoAcrossARestart() {
        ObjectNode event = Samples.example("ken-public-warning.json", CLOCK.instant());
        event.put("to", "SSD.DNPI");
        hub.desk("KEN.BMS").give(event);

        await().atMost(PATIENCE).until(() -> alert("open", INBOX).isPresent());
        String id = alert("open", INBOX).orElseThrow().get("alert").asText();
        hub.post("operator", "/v1/ops/alerts/" + id + "/acknowledge", "{}", "application/json");
        hub.restart();

        assertThat(alert("open", INBOX).orElseThrow().at("/acknowledged/by").asText())
                .isEqualTo("operator");
        await().atMost(PATIENCE)
                .until(() -> pair().get("released24h").asInt()
                                + pair().get("reduced24h").asInt()
                                + pair().get("held24h").asInt()
                        > 0);
        assertThat(pair().get("agreements")).isNotEmpty();

        hub.desk("SSD.DNPI").fetched(event.get("id").asText());
        await().atMost(PATIENCE).until(() -> {
            CLOCK.advance(Duration.ofSeconds(10));
            return alert("ended", INBOX).isPresent();
        });
        assertThat(alert("open", INBOX)).isEmpty();
        assertThat(alert("ended", INBOX).orElseThrow().get("alert").asText()).isEqualTo(id);
    }
}
