package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Digests;
import org.kivuko.exchange.SubjectMarks;
import org.kivuko.testkit.TestClock;

/** What waits for officers and clocks, and what the ledger remembers, through the whole hub and across restarts. */
@Tag("slow")
class ReviewAcceptanceTest {
    private static final String JSON = "application/json";

    /** Every clause of Somalia's patterns of forgery is reviewed; it reaches these desks of Kenya among others. */
    private static final String RECIPIENT = "KEN.DIS";

    @SuppressWarnings("TimeInStaticInitializer") // the hub of this class lives from then on
    private static final TestClock CLOCK = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start(
                CLOCK,
                Map.of(
                        "deploy/hub.yaml",
                        text -> text.replace("resendWithin: P7D", "resendWithin: PT0S"),
                        "agreements/KEN-UGA.osbp.yaml",
                        text -> text.replace("rateCap: 200/PT1H", "rateCap: 2/PT1H")
                                .replace(
                                        "alertTypes: [DOC-*, VEH-*, OBJ-SEIZE]",
                                        "alertTypes: [DOC-*, VEH-*, OBJ-SEIZE, PER-ARREST]")));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static ObjectNode example(String file) {
        return Samples.example(file, CLOCK.instant());
    }

    private static ObjectNode given(String sender, ObjectNode event) {
        hub.desk(sender).give(event);
        hub.desk(sender).judged(id(event));
        return event;
    }

    private static String id(JsonNode event) {
        return event.get("id").asText();
    }

    private static JsonNode outcome(String sender, String recipient, ObjectNode event) {
        return hub.desk(sender).outcomes(id(event)).get(recipient);
    }

    /** The row of what is held of a message for {@link #RECIPIENT}. */
    private static Optional<JsonNode> held(ObjectNode event) {
        for (JsonNode row : Desk.json(hub.get("operator", "/v1/ops/held")).get("held")) {
            if (row.get("id").asText().equals(id(event))
                    && row.get("agency").asText().equals(RECIPIENT)) {
                return Optional.of(row);
            }
        }
        return Optional.empty();
    }

    private static HttpResponse<String> decide(String who, String ruling, String decision) {
        return hub.post(who, "/v1/ops/held/" + ruling + "/" + decision, "{\"reason\":\"looked at: SPECIMEN\"}", JSON);
    }

    private static void awaitOutcome(String sender, String recipient, ObjectNode event, String outcome) {
        await().atMost(Desk.PATIENCE).until(() -> outcome(sender, recipient, event)
                .get("outcome")
                .asText()
                .equals(outcome));
    }

    @Test
    void whatIsHeldCrossesOnceAnOfficerReleasesItAndOnlyOnce() throws Exception {
        // Given
        hub.desk(RECIPIENT).fetchAll();
        ObjectNode fraud = given("SOM.ICA", example("som-doc-fraud.json"));
        assertThat(outcome("SOM.ICA", RECIPIENT, fraud).get("outcome").asText()).isEqualTo("held");
        assertThat(hub.desk(RECIPIENT).fetchAll()).isEmpty();
        String ruling = held(fraud).orElseThrow().get("ruling").asText();

        // When
        HttpResponse<String> stranger = decide(RECIPIENT, ruling, "release");
        HttpResponse<String> first = decide("operator", ruling, "release");
        HttpResponse<String> second = decide("operator", ruling, "refuse");
        awaitOutcome("SOM.ICA", RECIPIENT, fraud, "reduced");
        hub.desk("SOM.ICA").judged(id(fraud));

        // Then
        assertThat(stranger.statusCode()).isEqualTo(403);
        assertThat(hub.get(RECIPIENT, "/v1/ops/held").statusCode()).isEqualTo(403);
        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(second.statusCode()).isIn(404, 409);
        assertThat(hub.desk(RECIPIENT).fetchAll()).singleElement().satisfies(message -> {
            assertThat(id(message)).isEqualTo(id(fraud));
            assertThat(message.get("ruling").asText()).isEqualTo(ruling);
            assertThat(message.has("linknumber")).isTrue();
        });
        assertThat(held(fraud)).isEmpty();
        assertThat(LedgerDump.rows(hub.data())).noneMatch(row -> row.contains("looked at"));
    }

    @Test
    void whatAnOfficerRefusesIsRefusedAndTakesNoNumber() {
        // Given
        hub.desk(RECIPIENT).fetchAll();
        ObjectNode refused = given("SOM.ICA", example("som-doc-fraud.json"));
        ObjectNode released = given("SOM.ICA", example("som-doc-fraud.json"));

        // When
        decide("operator", held(refused).orElseThrow().get("ruling").asText(), "refuse");
        awaitOutcome("SOM.ICA", RECIPIENT, refused, "refused");
        decide("operator", held(released).orElseThrow().get("ruling").asText(), "release");
        awaitOutcome("SOM.ICA", RECIPIENT, released, "reduced");
        hub.desk("SOM.ICA").judged(id(released));

        // Then
        assertThat(outcome("SOM.ICA", RECIPIENT, refused).get("reason").asText())
                .isEqualTo("REVIEW_REQUIRED");
        assertThat(hub.desk(RECIPIENT).fetchAll())
                .extracting(message -> id(message))
                .containsExactly(id(released));
    }

    @Test
    void whatNobodyLookedAtIsRefusedAtTheEndOfItsClockEvenAcrossARestart() {
        // Given
        ObjectNode fraud = given("SOM.ICA", example("som-doc-fraud.json"));
        hub.restart();
        assertThat(held(fraud)).isPresent();

        // When
        CLOCK.advance(Duration.ofHours(12));
        awaitOutcome("SOM.ICA", RECIPIENT, fraud, "refused");

        // Then
        assertThat(outcome("SOM.ICA", RECIPIENT, fraud).get("reason").asText()).isEqualTo("REVIEW_REQUIRED");
        assertThat(held(fraud)).isEmpty();
    }

    @Test
    void aLateAcknowledgementIsToldOnceWhenItStartsAndOnceWhenItEnds() {
        // Given
        hub.desk("SOM.SPF").fetchAll();
        hub.desk("KEN.BPU").receipts();
        ObjectNode threat = given("KEN.BPU", example("ken-threat.json"));
        assertThat(outcome("KEN.BPU", "SOM.SPF", threat).get("outcome").asText())
                .isIn("released", "reduced");
        assertThat(notices(threat)).isEmpty();

        // When
        CLOCK.advance(Duration.ofMinutes(11));
        List<JsonNode> started = awaitNotice(threat);
        assertThat(Desk.json(hub.get("operator", "/v1/ops/late")).get("late").findValuesAsText("id"))
                .contains(id(threat));
        hub.desk("SOM.SPF").fetchAll();
        List<JsonNode> ended = awaitNotice(threat);
        CLOCK.advance(Duration.ofHours(1));

        // Then
        assertThat(started).singleElement().satisfies(notice -> {
            assertThat(notice.get("notice").asText()).isEqualTo("late");
            assertThat(notice.get("agency").asText()).isEqualTo("SOM.SPF");
        });
        assertThat(ended)
                .singleElement()
                .satisfies(notice -> assertThat(notice.get("notice").asText()).isEqualTo("late-ended"));
        await().during(Duration.ofSeconds(2)).until(() -> notices(threat).isEmpty());
        assertThat(Desk.json(hub.get("operator", "/v1/ops/late")).get("late").findValuesAsText("id"))
                .doesNotContain(id(threat));
    }

    private static List<JsonNode> awaitNotice(ObjectNode event) {
        return await().atMost(Desk.PATIENCE).until(() -> notices(event), found -> !found.isEmpty());
    }

    private static List<JsonNode> notices(ObjectNode event) {
        return hub.desk("KEN.BPU").receipts().stream()
                .filter(message -> message.get("type").asText().equals("kivuko.notice.v1"))
                .map(message -> message.get("data"))
                .filter(data -> data.get("id").asText().equals(id(event)))
                .toList();
    }

    @Test
    void aRateCapCountsPerLinkAndSurvivesARestart() {
        // Given
        given("KEN.DIS", example("doc-stolen.json"));
        ObjectNode second = given("KEN.DIS", example("doc-stolen.json"));
        hub.restart();

        // When
        ObjectNode third = given("KEN.DIS", example("doc-stolen.json"));
        CLOCK.advance(Duration.ofMinutes(61));
        ObjectNode later = given("KEN.DIS", example("doc-stolen.json"));

        // Then
        assertThat(outcome("KEN.DIS", "UGA.URA", second).get("outcome").asText())
                .isEqualTo("processed");
        assertThat(outcome("KEN.DIS", "UGA.URA", third).path("reason").asText()).isEqualTo("RATE_EXCEEDED");
        assertThat(outcome("KEN.DIS", "UGA.UPF", third).get("outcome").asText()).isEqualTo("processed");
        assertThat(outcome("KEN.DIS", "UGA.URA", later).get("outcome").asText()).isEqualTo("processed");
        CLOCK.advance(Duration.ofMinutes(61));
    }

    @Test
    void contentThatWasReceivedIsKnownAgainUnderANewIdAcrossARestart() {
        // Given
        String number = "ZZ1000077";
        ObjectNode stolen = example("doc-stolen.json");
        ((ObjectNode) stolen.at("/data/subject/document")).put("number", number);
        given("KEN.DIS", stolen);
        assertThat(hub.desk("UGA.DCIC").fetched(id(stolen))).isPresent();
        hub.restart();

        // When
        ObjectNode passedOn = given("UGA.DCIC", lost("TZA", number));
        ObjectNode own = given("UGA.DCIC", lost("TZA", "ZZ7654321"));

        // Then
        assertThat(outcome("UGA.DCIC", "SSD.DNPI", passedOn).path("reason").asText())
                .isEqualTo("CONSENT_REQUIRED");
        assertThat(outcome("UGA.DCIC", "SSD.DNPI", own).get("outcome").asText()).isIn("released", "reduced");
    }

    private static ObjectNode lost(String issuer, String number) {
        ObjectNode lost = example("uga-doc-lost.json");
        ((ObjectNode) lost.at("/data/subject/document")).put("issuer", issuer).put("number", number);
        return lost;
    }

    @Test
    void contentIsGoneOnceTheLastDeliveryHasEnded() throws Exception {
        // Given
        ObjectNode stolen = given("UGA.DCIC", lost("TZA", "ZZ1234567"));
        assertThat(contents()).isPositive();

        // When
        for (String state : List.of("KEN", "SSD", "SOM", "UGA")) {
            for (var agency : hub.hub().directory().agencies()) {
                if (agency.id().state().equals(state)) {
                    hub.desk(agency.id().toString()).fetchAll();
                }
            }
        }

        // Then
        assertThat(outcome("UGA.DCIC", "SSD.DNPI", stolen).get("state").asText())
                .isEqualTo("acknowledged");
        String key = "\"source\":\"UGA.DCIC\",\"id\":\"" + id(stolen);
        List<String> rows = LedgerDump.rows(hub.data());
        String message = rows.stream()
                .filter(row -> row.startsWith("public.message ") && row.contains(key))
                .map(row -> row.replaceAll(".*\\{\"no\":(\\d+),.*", "$1"))
                .findFirst()
                .orElseThrow();
        assertThat(rows).noneMatch(row -> row.startsWith("public.content {\"message\":" + message + ","));
    }

    private static long contents() throws Exception {
        return LedgerDump.rows(hub.data()).stream()
                .filter(row -> row.startsWith("public.content "))
                .count();
    }

    private static final String AUTHORITY = "UGA.OPM";
    private static final String POLICE = "UGA.UPF";

    private static ObjectNode arrest(String surname) {
        ObjectNode alert = example("doc-stolen.json");
        ((ObjectNode) alert.get("data")).put("alertType", "PER-ARREST");
        ((ObjectNode) alert.at("/data/subject")).remove("document");
        ((ObjectNode) alert.at("/data/subject/person")).put("surname", surname);
        return alert;
    }

    private static void register(String lines) throws Exception {
        Path folder = Files.createDirectories(hub.config().resolve("deploy/registers"));
        Files.writeString(folder.resolve("UGA.tokens"), lines);
    }

    private static String token(String surname) throws Exception {
        var shared = new SubjectMarks(new Digests(Files.readAllBytes(hub.data().resolve("secrets/register"))));
        return shared.person(surname, "MFANO TU", "1988-04-12");
    }

    private static List<String> heldBy(String who) {
        return Desk.json(hub.get(who, "/v1/ops/held")).get("held").findValuesAsText("id");
    }

    @Test
    void whomTheRegisterKnowsWaitsForTheRefugeeAuthorityAndTheSenderCannotTell() throws Exception {
        // Given: the message shows no protection, the register alone knows
        hub.desk(POLICE).fetchAll();
        register(token("SPECIMEN") + "\n");

        // When
        ObjectNode known = given("KEN.DIS", arrest("specimen "));
        ObjectNode other = given("KEN.DIS", arrest("OTHERS"));

        // Then
        assertThat(withoutInstant(known)).isEqualTo(withoutInstant(other)).contains("processed");
        assertThat(hub.desk(POLICE).fetchAll())
                .extracting(message -> id(message))
                .containsExactly(id(other));
        assertThat(heldBy(AUTHORITY)).contains(id(known)).doesNotContain(id(other));
        assertThat(heldBy("KEN.DRS")).doesNotContain(id(known));
        String ruling = Desk.json(hub.get(AUTHORITY, "/v1/ops/held"))
                .at("/held/0/ruling")
                .asText();
        assertThat(decide("operator", ruling, "release").statusCode()).isEqualTo(403);
        assertThat(decide("KEN.DRS", ruling, "release").statusCode()).isEqualTo(404);
        assertThat(decide(AUTHORITY, ruling, "release").statusCode()).isEqualTo(202);
        await().atMost(Desk.PATIENCE)
                .until(() -> hub.desk(POLICE).fetched(id(known)).isPresent());
    }

    private static String withoutInstant(ObjectNode event) {
        ObjectNode outcome = outcome("KEN.DIS", POLICE, event).deepCopy();
        outcome.remove("at");
        return outcome.toString();
    }

    @Test
    void aSilentRegisterLetsNothingCrossUntilItAnswers() throws Exception {
        // Given
        hub.desk(POLICE).fetchAll();
        register("no token\n");
        ObjectNode waiting = given("KEN.DIS", arrest("LATER"));
        assertThat(hub.desk(POLICE).fetchAll()).isEmpty();
        assertThat(heldBy(AUTHORITY)).contains(id(waiting));

        // When
        register(token("SOMEBODY ELSE") + "\n");
        CLOCK.advance(Duration.ofMinutes(1));

        // Then
        await().atMost(Desk.PATIENCE)
                .until(() -> hub.desk(POLICE).fetched(id(waiting)).isPresent());
        assertThat(heldBy(AUTHORITY)).doesNotContain(id(waiting));
    }
}
