package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.activemq.artemis.core.server.Queue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Copies that failed go through a whole hub again: what is no better fails again, what can be read arrives once. */
@Tag("slow")
class RedriveAcceptanceTest {
    private static final String JSON = "application/json";
    private static final String QUARANTINE = "hub.quarantine";
    private static final String DEAD = "hub.dead";
    private static final String JUNK = "{\"id\":";
    private static final String OF_KRA = "{\"cause\":\"UNREADABLE\",\"agency\":\"KEN.KRA\"}";
    private static final String PASSWORD = "three boats at the ferry";

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static JsonNode get(String path) {
        HttpResponse<String> answer = hub.get("operator", path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Desk.json(answer);
    }

    private static JsonNode post(String path, String body) {
        HttpResponse<String> answer = hub.post("operator", path, body, JSON);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return Desk.json(answer);
    }

    private static String act() {
        return "{\"reason\":\"for a test\",\"key\":\"" + UUID.randomUUID() + "\"}";
    }

    private static JsonNode preview(String queue, String select) {
        return post("/v1/ops/redrives/preview", "{\"queue\":\"" + queue + "\",\"select\":" + select + "}");
    }

    /** Starts a job with a set, waits for its end, and gives what became of each copy. */
    private static Map<String, String> redriven(JsonNode preview) {
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

    private static Map<String, String> redriven(String queue, String copy) {
        return redriven(preview(queue, "{\"copies\":[\"" + copy + "\"]}"));
    }

    private static List<JsonNode> rows(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).toList();
    }

    /** What lies in a queue of an agency's copies that failed, by name. */
    private static Map<String, JsonNode> failures(String queue, String agency) {
        return rows(get("/v1/ops/failures/" + queue + "?agency=" + agency + "&max=100")
                        .path("failures"))
                .stream()
                .collect(Collectors.toMap(row -> row.path("copy").asText(), row -> row));
    }

    private static Map<String, JsonNode> awaitFailures(String queue, String agency, int count) {
        await().atMost(Desk.PATIENCE).until(() -> failures(queue, agency).size() == count);
        return failures(queue, agency);
    }

    private static Set<String> others(Map<String, JsonNode> failures, Map<String, JsonNode> than) {
        return failures.keySet().stream()
                .filter(copy -> !than.containsKey(copy))
                .collect(Collectors.toSet());
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
            Map<String, JsonNode> first = awaitFailures(QUARANTINE, "KEN.KRA", 3);
            assertThat(first.values()).allSatisfy(copy -> {
                assertThat(copy.path("cause").asText()).isEqualTo("UNREADABLE");
                assertThat(copy.path("redriven").asInt()).isZero();
            });

            // When: one is counted after the set
            JsonNode set = preview(QUARANTINE, OF_KRA);
            agency.send("outbox", JUNK + 3);
            Map<String, JsonNode> four = awaitFailures(QUARANTINE, "KEN.KRA", 4);
            String late = others(four, first).iterator().next();
            Map<String, String> results = redriven(set);

            // Then
            assertThat(set.path("count").asInt()).isEqualTo(3);
            assertThat(results)
                    .containsOnlyKeys(first.keySet())
                    .containsValue("moved")
                    .doesNotContainValue("gone");
            await().atMost(Desk.PATIENCE)
                    .until(() -> others(failures(QUARANTINE, "KEN.KRA"), four).size() == 3);
            Map<String, JsonNode> again = failures(QUARANTINE, "KEN.KRA");
            assertThat(again).hasSize(4).containsKey(late);
            assertThat(again.get(late).path("redriven").asInt()).isZero();
            assertThat(others(again, four)).allSatisfy(copy -> {
                assertThat(again.get(copy).path("cause").asText()).isEqualTo("UNREADABLE");
                assertThat(again.get(copy).path("redriven").asInt()).isEqualTo(1);
                assertThat(again.get(copy).path("outbox").asText()).isEqualTo("agency.KEN.KRA.outbox");
            });
            assertThat(again.keySet().stream().map(RedriveAcceptanceTest::text))
                    .containsExactlyInAnyOrder(JUNK + 0, JUNK + 1, JUNK + 2, JUNK + 3);

            // When
            String twice = others(again, four).iterator().next();
            String junk = text(twice);
            redriven(QUARANTINE, twice);

            // Then
            await().atMost(Desk.PATIENCE)
                    .until(() -> others(failures(QUARANTINE, "KEN.KRA"), again).size() == 1);
            Map<String, JsonNode> last = failures(QUARANTINE, "KEN.KRA");
            String third = others(last, again).iterator().next();
            assertThat(last).hasSize(4).doesNotContainKey(twice);
            assertThat(last.get(third).path("redriven").asInt()).isEqualTo(2);
            assertThat(text(third)).isEqualTo(junk);
            assertThat(preview(QUARANTINE, "{\"copies\":[\"" + twice + "\"]}")
                            .path("count")
                            .asInt())
                    .isZero();
        }
    }

    private static String text(String copy) {
        return post(
                        "/v1/ops/failures/" + QUARANTINE + "/" + copy + "/content",
                        "{\"purpose\":\"repair\",\"reason\":\"for a test\"}")
                .path("text")
                .asText();
    }

    /** Seen to fail with an edit that its own author may approve. */
    @Test
    void givenACopyThatIsMended_whenASecondPersonApproves_thenItArrivesOnceAndTheOriginalIsKept() throws Exception {
        // Given
        String copy;
        try (AmqpAgency agency = hub.amqp("KEN.DIS")) {
            agency.send("outbox", JUNK);
            copy = awaitFailures(QUARANTINE, "KEN.DIS", 1).keySet().iterator().next();
        }
        String id = "mended-" + UUID.randomUUID();
        ObjectNode body = Samples.example("doc-stolen.json", Clock.systemUTC().instant());
        body.put("id", id).put("to", "UGA.DCIC");
        ObjectNode wish = body.objectNode()
                .put("body", AmqpAgency.text(body))
                .put("reason", "a comma")
                .put("key", UUID.randomUUID().toString());
        String edit = "/v1/ops/edits/"
                + post("/v1/ops/failures/" + QUARANTINE + "/" + copy + "/edit", AmqpAgency.text(wish))
                        .path("edit")
                        .asText();
        Visit amina = Visit.of("amina", "reviewer");

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
        assertThat(failures(QUARANTINE, "KEN.DIS")).containsOnlyKeys(copy);
        assertThat(text(copy)).isEqualTo(JUNK);

        // When
        redriven(QUARANTINE, copy);

        // Then
        await().atMost(Desk.PATIENCE)
                .until(() -> !failures(QUARANTINE, "KEN.DIS").containsKey(copy)
                        && failures(QUARANTINE, "KEN.DIS").size() == 1);
        assertThat(hub.desk("UGA.DCIC").fetched(id)).isEmpty();
    }

    @Test
    void givenReadableDeadLetters_whenRedriven_thenASuspendedAgreementRefusesAndAResumedOneDeliversOnce() {
        // Given
        String sample = given();
        List<String> agreements = agreementsOf(outcome(sample));
        assertThat(hub.desk("SSD.DNPI").fetched(sample)).isPresent();
        List<String> outboxes = List.of("agency.KEN.BMS.outbox", "agency.KEN.BMS.outbox.urgent");
        outboxes.forEach(outbox -> post("/v1/ops/queues/" + outbox + "/pause", act()));
        await().atMost(Desk.PATIENCE)
                .until(() -> outboxes.stream().allMatch(outbox -> queue(outbox).getConsumerCount() == 0));
        String one = given();
        String other = given();
        assertThat(outboxes.stream().mapToInt(RedriveAcceptanceTest::bury).sum())
                .isEqualTo(2);
        outboxes.forEach(outbox -> post("/v1/ops/queues/" + outbox + "/resume", act()));
        List<String> dead = awaitFailures(DEAD, "KEN.BMS", 2).keySet().stream()
                .sorted(java.util.Comparator.comparing(Long::parseLong))
                .toList();

        // When
        agreements.forEach(agreement -> way(agreement, "suspend"));
        Map<String, String> underSuspension = redriven(DEAD, dead.get(0));

        // Then
        assertThat(underSuspension).containsExactly(Map.entry(dead.get(0), "moved"));
        assertThat(outcome(one).path("reason").asText()).isEqualTo("SUSPENDED");
        assertThat(hub.desk("SSD.DNPI").fetched(one)).isEmpty();
        assertThat(failures(DEAD, "KEN.BMS")).containsOnlyKeys(dead.get(1));

        // When
        agreements.forEach(agreement -> way(agreement, "resume"));
        redriven(DEAD, dead.get(1));

        // Then
        assertThat(outcome(other).path("state").asText()).isEqualTo("queued");
        assertThat(hub.desk("SSD.DNPI").fetched(other)).isPresent();
        assertThat(hub.desk("SSD.DNPI").fetched(other)).isEmpty();
        assertThat(hub.desk("SSD.DNPI").fetched(one)).isEmpty();
        assertThat(failures(DEAD, "KEN.BMS")).isEmpty();
        assertThat(failures(QUARANTINE, "KEN.BMS")).isEmpty();
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
        post(
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

    /** A person with a session. */
    private record Visit(HttpClient http, String cookie, String csrf) {
        static Visit of(String login, String role) throws Exception {
            RedriveAcceptanceTest.post(
                    "/v1/ops/people",
                    "{\"login\":\"%s\",\"name\":\"Desk\",\"roles\":[\"%s\"],\"password\":\"%s\",\"reason\":\"a test\"}"
                            .formatted(login, role, PASSWORD));
            HttpClient http = HttpClient.newHttpClient();
            HttpResponse<String> begun = http.send(
                    request("/v1/session", "{\"login\":\"" + login + "\",\"password\":\"" + PASSWORD + "\"}")
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(begun.statusCode()).as(begun.body()).isBetween(200, 299);
            String cookie = begun.headers().firstValue("Set-Cookie").orElseThrow();
            return new Visit(
                    http,
                    cookie.substring(0, cookie.indexOf(';')),
                    Desk.json(begun).path("csrf").asText());
        }

        private static HttpRequest.Builder request(String path, String body) {
            return HttpRequest.newBuilder(URI.create(hub.hub().url() + path))
                    .header("Content-Type", JSON)
                    .POST(HttpRequest.BodyPublishers.ofString(body));
        }

        HttpResponse<String> post(String path, String body) throws Exception {
            HttpRequest request = request(path, body)
                    .header("Cookie", cookie)
                    .header("X-CSRF-Token", csrf)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }
}
