package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.SignedText;
import org.kivuko.hub.signing.Deed;
import org.kivuko.hub.signing.SignedAct;
import org.kivuko.hub.signing.SigningKeys;
import org.kivuko.model.AgencyId;

/**
 * The life of agreements while a hub runs: signed, suspended, resumed and re-read without a restart. One hub for all, as a
 * demonstration signs for it; the order tells the story.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LifeAcceptanceTest {
    private static final String OSBP = "KEN-UGA.osbp";

    /** A change of the directory lets every inbox of the states concerned go round once. */
    private static final Duration A_ROUND = Duration.ofMinutes(2);

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.startSigned(Clock.systemUTC());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static JsonNode acts() {
        return Desk.json(hub.get("operator", "/v1/acts/" + OSBP));
    }

    private static String inForce() {
        return hub.get("operator", "/v1/agreements").body();
    }

    private static int hand(String caller, String jws) {
        return hub.post(caller, "/v1/acts", jws, "application/jose").statusCode();
    }

    private static SignedText paper() {
        return ((Configuration.Loaded) Configuration.load(hub.config())).texts().get(OSBP);
    }

    /** Signed by the desk that the demonstration invented in a state. */
    private static String signed(Deed deed, String state, String previous) throws Exception {
        var key = SigningKeys.readPrivate(
                Files.readString(hub.data().resolve("demonstration").resolve(state + ".jwk")));
        return SignedAct.make(
                        paper().text(),
                        deed,
                        Optional.empty(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        AgencyId.of(state + ".DEMODESK"),
                        previous,
                        key)
                .compact();
    }

    /** Whether a permit of the agreement lets the passport cross; others between the two states may do so beside it. */
    private static boolean crosses() {
        var alert = Samples.example("doc-stolen.json", Instant.now().truncatedTo(ChronoUnit.SECONDS));
        alert.put("to", "UGA.DCIC");
        JsonNode answer = Desk.json(hub.post("KEN.DIS", "/v1/decisions", Samples.bytes(alert), Desk.JSON));
        return answer.get("decisions").get(0).get("rules").toString().contains(OSBP + "@");
    }

    @Test
    @Order(1)
    void aDemonstrationSignsWithKeysThatSayWhatTheyAre() throws IOException {
        assertThat(hub.hub().signatures()).isEqualTo("demonstration keys");
        assertThat(hub.get("operator", "/observe/health").body()).contains("demonstration keys");
        assertThat(Files.readString(hub.data().resolve("demonstration/KEN.jwk")))
                .contains("\"demonstration\"");
        assertThat(acts().get("signedBy")).hasSize(2);
        assertThat(acts().get("state").asText()).isEqualTo("in-force");
        assertThat(crosses()).isTrue();
    }

    @Test
    @Order(2)
    void aPartySuspendsAloneAndOnlyItResumes() throws Exception {
        String head = acts().get("head").asText();

        assertThat(hand("UGA.DCIC", signed(Deed.SUSPEND, "KEN", head)))
                .as("another state's")
                .isEqualTo(403);
        assertThat(hand("KEN.DIS", signed(Deed.SUSPEND, "KEN", head))).isEqualTo(201);
        assertThat(crosses()).isFalse();
        assertThat(hand("KEN.DIS", signed(Deed.RESUME, "KEN", head)))
                .as("the chain went on")
                .isEqualTo(409);
        String next = acts().get("head").asText();
        assertThat(hand("operator", signed(Deed.RESUME, "UGA", next)))
                .as("by the other party")
                .isEqualTo(422);
        assertThat(crosses()).isFalse();
    }

    @Test
    @Order(3)
    void whatWasDoneHoldsAfterARestart() throws Exception {
        hub.restart();

        assertThat(crosses()).isFalse();
        assertThat(hand(
                        "operator",
                        signed(Deed.RESUME, "KEN", acts().get("head").asText())))
                .isEqualTo(201);
        assertThat(crosses()).isTrue();
    }

    /** Nobody at the hub can do what a party has not signed. */
    @Test
    @Order(4)
    void anActThatTheOperatorMadeUpDoesNotCount() throws Exception {
        var own = SigningKeys.generate(SigningKeys.Kind.ED25519, true);
        var forged = SignedAct.make(
                paper().text(),
                Deed.SUSPEND,
                Optional.empty(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                AgencyId.of("KEN.DEMODESK"),
                acts().get("head").asText(),
                own);

        assertThat(hand("operator", forged.compact())).isEqualTo(422);
        assertThat(crosses()).isTrue();
    }

    /** A failing example at a change: what is in force stays, and every problem is named. */
    @Test
    @Order(5)
    void aConfigurationWithFaultsIsRefusedAsAWhole() throws IOException {
        Path file = hub.config().resolve("agreements/" + OSBP + ".yaml");
        String good = Files.readString(file);
        String before = inForce();
        Files.writeString(file, good.replace("version: 3", "version: 4").replace("maxBytes: 262144", "maxBytes: 10"));

        var answer = hub.reload();

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(OSBP + ".yaml");
        assertThat(inForce()).isEqualTo(before);
        assertThat(crosses()).isTrue();
        Files.writeString(file, good);
    }

    /** A new version that only the demonstration signs: adopted while running, without a restart. */
    @Test
    @Order(6)
    void aNewVersionIsAdoptedWhileTheHubRuns() throws IOException {
        Path file = hub.config().resolve("agreements/" + OSBP + ".yaml");
        Files.writeString(file, Files.readString(file).replace("version: 3", "version: 4"));

        var answer = hub.reload();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        await().untilAsserted(() -> assertThat(inForce()).contains("\"agreement\":\"" + OSBP + "\",\"version\":4"));
        assertThat(crosses()).isTrue();
    }

    /** Its queues are there before the new directory is judged by. */
    @Test
    @Order(7)
    void anAgencyJoinsAndLeavesWithItsQueuesDrained() throws IOException {
        Path file = hub.config().resolve("states/KEN.yaml");
        String before = Files.readString(file);
        Files.writeString(file, before + "  - {agency: KEN.NEW, name: A new desk, roles: [immigration]}\n");
        assertThat(hub.reload().statusCode()).isEqualTo(200);

        var alert = Samples.example("doc-stolen.json", Instant.now().truncatedTo(ChronoUnit.SECONDS));
        alert.put("source", "/agencies/KEN.NEW");
        alert.put("to", "UGA.DCIC");
        hub.desk("KEN.NEW").give(alert);
        await().atMost(A_ROUND).untilAsserted(() -> assertThat(hub.waiting("agency.KEN.NEW.receipts"))
                .isEqualTo(1));

        Files.writeString(file, before);
        assertThat(hub.reload().statusCode()).isEqualTo(200);
        alert.put("id", "after-it-left");
        assertThat(hub.desk("KEN.NEW").post(alert).statusCode())
                .as("it may not send")
                .isEqualTo(403);
        alert.put("source", "/agencies/KEN.DIS");
        alert.put("to", "KEN.NEW");
        assertThat(hub.desk("KEN.DIS").post(alert).body()).contains("UNKNOWN_ADDRESS");
        assertThat(hub.desk("KEN.NEW").receipts())
                .as("what waits can be fetched")
                .hasSize(1);
        await().atMost(Desk.PATIENCE)
                .untilAsserted(() ->
                        assertThat(hub.get("operator", "/v1/ops/queues").body()).doesNotContain("KEN.NEW"));
    }

    /** Inboxes that go round hold up what is released to them. */
    private static void judged(String id) {
        await().atMost(A_ROUND).untilAsserted(() -> assertThat(
                        hub.get("KEN.DIS", "/v1/messages/" + id).body())
                .contains("\"status\":\"judged\""));
    }

    private static void reload() {
        var answer = hub.reload();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /**
     * Renamed: what waited is handed to the new code, what is written to the former one reaches it, its agreements and
     * signatures stay, and a thread goes on.
     */
    @Test
    @Order(8)
    void anAgencyIsRenamedAndTakesOver() throws Exception {
        hub.desk("UGA.DCIC").fetchAll();
        hub.desk("KEN.DIS").give(Samples.stolenPassport("before-the-name", "UGA.DCIC"));
        judged("before-the-name");
        Path file = hub.config().resolve("states/UGA.yaml");
        String before = Files.readString(file);
        Files.writeString(
                file,
                before.replace("centralContact: UGA.DCIC", "centralContact: UGA.DCIM")
                        .replace("{agency: UGA.DCIC,", "{agency: UGA.DCIM, succeeds: UGA.DCIC,"));

        reload();

        assertThat(acts().get("state").asText()).as("no text has changed").isEqualTo("in-force");
        assertThat(acts().get("signedBy")).hasSize(2);
        var renamed = hub.desk("UGA.DCIM");
        await().atMost(A_ROUND).untilAsserted(() -> assertThat(Desk.withId(renamed.fetchAll(), "before-the-name"))
                .as("what waited")
                .hasSize(1));
        hub.desk("KEN.DIS").give(Samples.stolenPassport("by-the-former-name", "UGA.DCIC"));
        await().atMost(A_ROUND).untilAsserted(() -> assertThat(renamed.fetched("by-the-former-name"))
                .hasValueSatisfying(
                        message -> assertThat(message.get("to").asText()).isEqualTo("UGA.DCIM")));
        var answer = Samples.stolenPassport("the-thread-goes-on", "KEN.DIS");
        answer.put("source", "/agencies/UGA.DCIM");
        answer.set("data", answer.objectNode().put("msgType", "Ack").put("alertType", "DOC-STOLEN"));
        answer.withObject("/data").putArray("references").add("KEN.DIS/before-the-name");
        renamed.give(answer);
        await().atMost(Desk.PATIENCE)
                .untilAsserted(() ->
                        assertThat(hub.get("operator", "/v1/ops/queues").body()).doesNotContain("UGA.DCIC"));
        Files.writeString(file, before);
    }

    private static long waitingForCustoms() {
        return hub.waiting("agency.UGA.URA.inbox") + hub.waiting("agency.UGA.URA.inbox.urgent");
    }

    /** From its day on nothing is addressed to who leaves; what waits can be taken, over the broker too, and then it is gone. */
    @Test
    @Order(9)
    void anAgencyLeavesOnItsDay() throws Exception {
        Path file = hub.config().resolve("states/UGA.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("{agency: UGA.URA,", "{agency: UGA.URA, inbox: broker, leaves: 2100-01-01,"));
        reload();
        hub.desk("KEN.DIS").give(Samples.stolenPassport("before-it-leaves", "UGA.URA"));
        judged("before-it-leaves");
        // It is judged in the ledger a moment before it lies in the inbox.
        await().atMost(A_ROUND).until(() -> waitingForCustoms() > 0);
        long waiting = waitingForCustoms();

        Files.writeString(file, Files.readString(file).replace("leaves: 2100-01-01", "leaves: 2026-01-01"));
        reload();

        assertThat(hub.desk("KEN.DIS")
                        .post(Samples.stolenPassport("after-it-left", "UGA.URA"))
                        .body())
                .contains("UNKNOWN_ADDRESS");
        var taken = new ArrayList<Message>();
        try (var agency = hub.amqp("UGA.URA")) {
            // Once the queues are gone so is the connection.
            await().atMost(A_ROUND).ignoreExceptions().until(() -> {
                if (!hub.get("operator", "/v1/ops/queues").body().contains("UGA.URA")) {
                    return true;
                }
                taken.addAll(agency.take("inbox"));
                taken.addAll(agency.take("inbox.urgent"));
                agency.take("receipts");
                return false;
            });
        }
        assertThat(taken).hasSize((int) waiting);
    }
}
