package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kivuko.acceptance.Repairs.DEAD;
import static org.kivuko.acceptance.Repairs.QUARANTINE;
import static org.kivuko.acceptance.Repairs.act;
import static org.kivuko.acceptance.Repairs.others;
import static org.kivuko.acceptance.Repairs.rows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.core.server.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Copies that failed go through a whole hub again: what is no better fails again, what can be read arrives once. */
@Tag("slow")
class RedriveAcceptanceTest {
    private static final String JSON = "application/json";
    private static final String JUNK = "{\"id\":";
    private static final String OF_KRA = "{\"cause\":\"UNREADABLE\",\"agency\":\"KEN.KRA\"}";

    private static TestHub hub;
    private static Repairs repairs;

    @BeforeAll
    static void start() {
        hub = TestHub.start(Clock.systemUTC());
        repairs = new Repairs(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** Seen to fail with a set that is looked up once more when its job starts. */
    @Test
    void givenUnreadableCopies_whenRedriven_thenEachIsJudgedAnewAndLiesInQuarantineAgainWithItsCause()
            throws Exception {
        // Given
        try (AmqpAgency agency = hub.amqp("KEN.KRA")) {
            for (int i = 0; i < 3; i++) {
                agency.send("outbox", JUNK + i);
            }
            Map<String, JsonNode> first = repairs.awaitFailures(QUARANTINE, "KEN.KRA", 3);
            assertThat(first.values()).allSatisfy(copy -> {
                assertThat(copy.path("cause").asText()).isEqualTo("UNREADABLE");
                assertThat(copy.path("redriven").asInt()).isZero();
            });

            // When: one is counted after the set
            JsonNode set = repairs.preview(QUARANTINE, OF_KRA);
            agency.send("outbox", JUNK + 3);
            Map<String, JsonNode> four = repairs.awaitFailures(QUARANTINE, "KEN.KRA", 4);
            String late = others(four, first).iterator().next();
            Map<String, String> results = repairs.redriven(set);

            // Then
            assertThat(set.path("count").asInt()).isEqualTo(3);
            assertThat(results)
                    .containsOnlyKeys(first.keySet())
                    .containsValue("moved")
                    .doesNotContainValue("gone");
            await().atMost(Desk.PATIENCE)
                    .until(() -> others(repairs.failures(QUARANTINE, "KEN.KRA"), four)
                                    .size()
                            == 3);
            Map<String, JsonNode> again = repairs.failures(QUARANTINE, "KEN.KRA");
            assertThat(again).hasSize(4).containsKey(late);
            assertThat(again.get(late).path("redriven").asInt()).isZero();
            assertThat(others(again, four)).allSatisfy(copy -> {
                assertThat(again.get(copy).path("cause").asText()).isEqualTo("UNREADABLE");
                assertThat(again.get(copy).path("redriven").asInt()).isEqualTo(1);
                assertThat(again.get(copy).path("outbox").asText()).isEqualTo("agency.KEN.KRA.outbox");
            });
            assertThat(again.keySet().stream().map(repairs::text))
                    .containsExactlyInAnyOrder(JUNK + 0, JUNK + 1, JUNK + 2, JUNK + 3);

            // When
            String twice = others(again, four).iterator().next();
            String junk = repairs.text(twice);
            repairs.redriven(QUARANTINE, twice);

            // Then
            await().atMost(Desk.PATIENCE)
                    .until(() -> others(repairs.failures(QUARANTINE, "KEN.KRA"), again)
                                    .size()
                            == 1);
            Map<String, JsonNode> last = repairs.failures(QUARANTINE, "KEN.KRA");
            String third = others(last, again).iterator().next();
            assertThat(last).hasSize(4).doesNotContainKey(twice);
            assertThat(last.get(third).path("redriven").asInt()).isEqualTo(2);
            assertThat(repairs.text(third)).isEqualTo(junk);
            assertThat(repairs.preview(QUARANTINE, "{\"copies\":[\"" + twice + "\"]}")
                            .path("count")
                            .asInt())
                    .isZero();
        }
    }

    /** Seen to fail with an edit that its own author may approve. */
    @Test
    void givenACopyThatIsMended_whenASecondPersonApproves_thenItArrivesOnceAndTheOriginalIsKept() throws Exception {
        // Given
        String copy;
        try (AmqpAgency agency = hub.amqp("KEN.DIS")) {
            agency.send("outbox", JUNK);
            copy = repairs.awaitFailures(QUARANTINE, "KEN.DIS", 1)
                    .keySet()
                    .iterator()
                    .next();
        }
        String id = "mended-" + UUID.randomUUID();
        ObjectNode body = Samples.example("doc-stolen.json", Clock.systemUTC().instant());
        body.put("id", id).put("to", "UGA.DCIC");
        ObjectNode wish = body.objectNode()
                .put("body", AmqpAgency.text(body))
                .put("reason", "a comma")
                .put("key", UUID.randomUUID().toString());
        String edit = "/v1/ops/edits/"
                + repairs.post("/v1/ops/failures/" + QUARANTINE + "/" + copy + "/edit", AmqpAgency.text(wish))
                        .path("edit")
                        .asText();
        Repairs.Visit amina = repairs.visit("amina", "reviewer");

        // When
        HttpResponse<String> byTheSame = hub.post("operator", edit + "/approve", act(), JSON);
        assertThat(hub.desk("UGA.DCIC").fetched(id)).isEmpty();
        HttpResponse<String> byAnother = amina.post(edit + "/approve", act());
        HttpResponse<String> onceMore = amina.post(edit + "/approve", act());

        // Then
        assertThat(byTheSame.statusCode()).as(byTheSame.body()).isEqualTo(403);
        assertThat(byAnother.statusCode()).as(byAnother.body()).isEqualTo(200);
        assertThat(onceMore.statusCode()).isEqualTo(409);
        await().atMost(Desk.PATIENCE)
                .until(() -> hub.desk("UGA.DCIC").fetched(id).isPresent());
        assertThat(repairs.failures(QUARANTINE, "KEN.DIS")).containsOnlyKeys(copy);
        assertThat(repairs.text(copy)).isEqualTo(JUNK);

        // When
        repairs.redriven(QUARANTINE, copy);

        // Then
        await().atMost(Desk.PATIENCE)
                .until(() -> !repairs.failures(QUARANTINE, "KEN.DIS").containsKey(copy)
                        && repairs.failures(QUARANTINE, "KEN.DIS").size() == 1);
        assertThat(hub.desk("UGA.DCIC").fetched(id)).isEmpty();
    }

    @Test
    void givenReadableDeadLetters_whenRedriven_thenASuspendedAgreementRefusesAndAResumedOneDeliversOnce() {
        // Given
        String sample = given();
        List<String> agreements = agreementsOf(outcome(sample));
        assertThat(hub.desk("SSD.DNPI").fetched(sample)).isPresent();
        List<String> outboxes = List.of("agency.KEN.BMS.outbox", "agency.KEN.BMS.outbox.urgent");
        outboxes.forEach(outbox -> repairs.post("/v1/ops/queues/" + outbox + "/pause", act()));
        await().atMost(Desk.PATIENCE)
                .until(() -> outboxes.stream().allMatch(outbox -> queue(outbox).getConsumerCount() == 0));
        String one = given();
        String other = given();
        assertThat(outboxes.stream().mapToInt(RedriveAcceptanceTest::bury).sum())
                .isEqualTo(2);
        outboxes.forEach(outbox -> repairs.post("/v1/ops/queues/" + outbox + "/resume", act()));
        List<String> dead = repairs.awaitFailures(DEAD, "KEN.BMS", 2).keySet().stream()
                .sorted(Comparator.comparing(Long::parseLong))
                .toList();

        // When
        agreements.forEach(agreement -> way(agreement, "suspend"));
        Map<String, String> underSuspension = repairs.redriven(DEAD, dead.get(0));

        // Then
        assertThat(underSuspension).containsExactly(Map.entry(dead.get(0), "moved"));
        assertThat(outcome(one).path("reason").asText()).isEqualTo("SUSPENDED");
        assertThat(hub.desk("SSD.DNPI").fetched(one)).isEmpty();
        assertThat(repairs.failures(DEAD, "KEN.BMS")).containsOnlyKeys(dead.get(1));

        // When
        agreements.forEach(agreement -> way(agreement, "resume"));
        repairs.redriven(DEAD, dead.get(1));

        // Then
        assertThat(outcome(other).path("state").asText()).isEqualTo("queued");
        assertThat(hub.desk("SSD.DNPI").fetched(other)).isPresent();
        assertThat(hub.desk("SSD.DNPI").fetched(other)).isEmpty();
        assertThat(hub.desk("SSD.DNPI").fetched(one)).isEmpty();
        assertThat(repairs.failures(DEAD, "KEN.BMS")).isEmpty();
        assertThat(repairs.failures(QUARANTINE, "KEN.BMS")).isEmpty();
    }

    /** A public warning of Kenya for the immigration of South Sudan; its id. */
    private static String given() {
        ObjectNode event =
                Samples.example("ken-public-warning.json", Clock.systemUTC().instant());
        event.put("to", "SSD.DNPI");
        hub.desk("KEN.BMS").give(event);
        return event.get("id").asText();
    }

    private static JsonNode outcome(String id) {
        return hub.desk("KEN.BMS").outcomes(id).get("SSD.DNPI");
    }

    private static List<String> agreementsOf(JsonNode outcome) {
        return rows(outcome.get("rules")).stream()
                .map(rule -> rule.asText().substring(0, rule.asText().indexOf('@')))
                .distinct()
                .toList();
    }

    private static void way(String agreement, String act) {
        repairs.post(
                "/v1/ops/agreements/" + agreement + "/" + act,
                "{\"from\":\"KEN\",\"to\":\"SSD\",\"reason\":\"for a test\",\"key\":\"" + UUID.randomUUID() + "\"}");
    }

    private static Queue queue(String name) {
        return HubParts.broker(hub.hub()).locateQueue(name);
    }

    /** The broker gives up what lies in an outbox; how many that were. */
    private static int bury(String outbox) {
        try {
            int buried = queue(outbox).sendMessagesToDeadLetterAddress(null);
            // Each comes out of the outbox once more, and is one copy.
            for (int i = 0; i < buried; i++) {
                hub.arrivals().moved("KEN.BMS");
            }
            return buried;
        } catch (Exception e) {
            // Artemis' own signature.
            throw new AssertionError(e);
        }
    }
}
