package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.testkit.TestClock;

/** An operator suspends one way of an agreement in a whole hub, and resumes it. */
@Tag("slow")
class SuspensionAcceptanceTest {
    private static final String JSON = "application/json";
    private static final String SECRET = "asked for by Jane SPECIMEN";

    @SuppressWarnings("TimeInStaticInitializer") // the hub of this class lives from then on
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start(CLOCK);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** A public warning of Kenya for the immigration of South Sudan; its id. */
    private static String given() {
        ObjectNode event = Samples.example("ken-public-warning.json", CLOCK.instant());
        event.put("to", "SSD.DNPI");
        hub.desk("KEN.BMS").give(event);
        return event.get("id").asText();
    }

    private static JsonNode outcome(String id) {
        return hub.desk("KEN.BMS").outcomes(id).get("SSD.DNPI");
    }

    private static HttpResponse<String> act(String agreement, String act, String from, String to, UUID key) {
        return hub.post(
                "operator",
                "/v1/ops/agreements/" + agreement + "/" + act,
                "{\"from\":\"%s\",\"to\":\"%s\",\"reason\":\"%s\",\"key\":\"%s\"}".formatted(from, to, SECRET, key),
                JSON);
    }

    private static List<JsonNode> suspended(String agreement) {
        JsonNode all = Desk.json(hub.get("operator", "/v1/ops/agreements")).get("agreements");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(each -> each.get("agreement").asText().equals(agreement))
                .flatMap(each -> StreamSupport.stream(each.get("suspended").spliterator(), false))
                .toList();
    }

    /** The agreements under whose rules the warning crosses. */
    private static List<String> agreementsOf(JsonNode outcome) {
        return StreamSupport.stream(outcome.get("rules").spliterator(), false)
                .map(rule -> rule.asText().substring(0, rule.asText().indexOf('@')))
                .distinct()
                .toList();
    }

    @Test
    void givenWhatWaits_whenItsWayIsSuspended_thenItIsReturnedAndNothingNewCrosses_alsoAfterARestart_untilResumed()
            throws Exception {
        // Given
        String waits = given();
        assertThat(outcome(waits).path("state").asText())
                .as(outcome(waits).toString())
                .isEqualTo("queued");
        List<String> agreements = agreementsOf(outcome(waits));

        // When
        UUID key = UUID.randomUUID();
        for (String agreement : agreements) {
            HttpResponse<String> answer = act(agreement, "suspend", "KEN", "SSD", key);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(act(agreement, "suspend", "KEN", "SSD", key).statusCode())
                    .isEqualTo(200);
            assertThat(act(agreement, "suspend", "KEN", "SSD", UUID.randomUUID())
                            .statusCode())
                    .isEqualTo(409);
            key = UUID.randomUUID();
        }

        // Then
        await().atMost(Desk.PATIENCE)
                .until(() -> outcome(waits).path("state").asText().equals("returned"));
        assertThat(hub.desk("SSD.DNPI").fetched(waits)).isEmpty();
        String refused = given();
        assertThat(outcome(refused).path("reason").asText()).isEqualTo("SUSPENDED");
        assertThat(suspended(agreements.get(0))).singleElement().satisfies(each -> {
            assertThat(each.get("by").asText()).isEqualTo("operator");
            assertThat(each.get("reason").asText()).isEqualTo(SECRET);
            assertThat(each.get("from").asText()).isEqualTo("KEN");
        });
        assertThat(hub.withoutKey("/observe/health")).contains(agreements.get(0) + " from KEN to SSD suspended by");

        // When
        hub.restart();

        // Then
        assertThat(outcome(given()).path("reason").asText()).isEqualTo("SUSPENDED");
        List<String> rows = LedgerDump.rows(hub.data());
        assertThat(rows).noneMatch(row -> row.contains(SECRET));
        assertThat(rows)
                .anyMatch(row -> row.replace("\\", "").contains("\"suspended\":[\"" + agreements.get(0) + "\"]"));
        assertThat(hub.get("operator", "/v1/ops/audit").body()).contains("suspend");

        // When
        for (String agreement : agreements) {
            assertThat(act(agreement, "resume", "SSD", "KEN", UUID.randomUUID()).statusCode())
                    .isEqualTo(409);
            assertThat(act(agreement, "resume", "KEN", "SSD", UUID.randomUUID()).statusCode())
                    .isEqualTo(200);
        }

        // Then
        String crosses = given();
        assertThat(outcome(crosses).path("state").asText()).isEqualTo("queued");
        assertThat(hub.desk("SSD.DNPI").fetched(crosses)).isNotEmpty();
        assertThat(suspended(agreements.get(0))).isEmpty();
        assertThat(outcome(waits).path("state").asText()).isEqualTo("returned");
    }

    @Test
    void givenNoSuchAgreementOrWay_whenSuspended_thenNothingIs() {
        assertThat(act("KEN-XXX.none", "suspend", "KEN", "SSD", UUID.randomUUID())
                        .statusCode())
                .isEqualTo(404);
        assertThat(act("IGAD.health", "suspend", "KEN", "KEN", UUID.randomUUID())
                        .statusCode())
                .isEqualTo(422);
        assertThat(hub.post("KEN.BMS", "/v1/ops/agreements/IGAD.health/suspend", "{}", JSON)
                        .statusCode())
                .isEqualTo(403);
        assertThat(suspended("IGAD.health")).isEmpty();
    }
}
