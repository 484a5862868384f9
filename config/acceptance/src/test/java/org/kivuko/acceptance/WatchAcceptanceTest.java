package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
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

    private static final String OTHER_INBOX = "agency.UGA.DCIC.inbox";
    private static final String LOYADA = "agreements/DJI-SOM.loyada.yaml";
    private static final String AGREEMENT = "DJI-SOM.loyada@1";
    private static final String CERTIFICATE = "certificate deploy/hub.pem";

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start(
                CLOCK,
                Map.of(
                        "deploy/hub.yaml",
                        text -> text
                                + """

                                watch:
                                  every: PT1S
                                  certificates: [deploy/hub.pem]
                                  targets:
                                    - {kind: DEPTH, target: %1$s, at: 1}
                                    - {kind: DEPTH, target: %1$s.urgent, at: 1}
                                    - {kind: OLDEST, target: %2$s, at: 120}
                                    - {kind: OLDEST, target: %2$s.urgent, at: 120}
                                """
                                        .formatted(INBOX, OTHER_INBOX),
                        LOYADA,
                        text -> text.replace("2031-01-01", day(20))));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static String day(int ahead) {
        return LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC)
                .plusDays(ahead)
                .toString();
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

    private static String given(String to) {
        ObjectNode event = Samples.example("ken-public-warning.json", CLOCK.instant());
        event.put("to", to);
        hub.desk("KEN.BMS").give(event);
        return event.get("id").asText();
    }

    private static Optional<JsonNode> alert(String state, String kind, String target) {
        return StreamSupport.stream(
                        ask("/v1/ops/alerts?max=100&state=" + state)
                                .get("alerts")
                                .spliterator(),
                        false)
                .filter(alert -> alert.get("kind").asText().equals(kind)
                        && alert.get("target").asText().startsWith(target))
                .findFirst();
    }

    private static long starts(String kind, String target) {
        await(kind).atMost(PATIENCE).until(() -> alert("open", kind, target).isPresent());
        return alert("open", kind, target).orElseThrow().get("value").asLong();
    }

    private static void ends(String kind, String target) {
        await(kind).atMost(PATIENCE).until(() -> {
            CLOCK.advance(Duration.ofSeconds(10));
            return alert("open", kind, target).isEmpty()
                    && alert("ended", kind, target).isPresent();
        });
    }

    @Test
    void givenMessagesAndAgenciesOfWhichNothingIsHeard_whenTimePasses_thenItIsToldUntilSomebodyActs() {
        String waits = given("UGA.DCIC");
        assertThat(hub.desk("KEN.BMS")
                        .outcomes(waits)
                        .get("UGA.DCIC")
                        .path("state")
                        .asText())
                .isEqualTo("queued");
        assertThat(alert("open", "OLDEST", OTHER_INBOX)).isEmpty();
        CLOCK.advance(Duration.ofMinutes(3));
        assertThat(starts("OLDEST", OTHER_INBOX)).isGreaterThanOrEqualTo(120);
        hub.desk("UGA.DCIC").fetched(waits);
        ends("OLDEST", OTHER_INBOX);

        CLOCK.advance(Duration.ofHours(25));
        assertThat(starts("SILENCE", "KEN.BMS")).isGreaterThanOrEqualTo(86_400);
        given("UGA.DCIC");
        ends("SILENCE", "KEN.BMS");
    }

    @Test
    void givenAnAgreementAndACertificateThatEnd_whenOthersTakeTheirPlace_thenItIsToldUntilThen() throws Exception {
        assertThat(starts("EXPIRY", AGREEMENT)).isBetween(15L, 20L);
        assertThat(starts("EXPIRY", CERTIFICATE)).as("one that is not there").isZero();

        Files.writeString(hub.config().resolve("deploy/hub.pem"), lastingCertificate());
        Path file = hub.config().resolve(LOYADA);
        Files.writeString(
                file,
                Files.readString(file)
                        .replace("version: 1", "version: 2")
                        .replaceFirst("until: [0-9-]+", "until: " + day(900)));
        assertThat(hub.post("operator", "/v1/ops/configuration", "", "application/json")
                        .statusCode())
                .isEqualTo(200);

        ends("EXPIRY", CERTIFICATE);
        ends("EXPIRY", AGREEMENT);
    }

    /** One that the Java platform trusts. */
    private static String lastingCertificate() throws Exception {
        var trusted = KeyStore.getInstance(
                Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                        .toFile(),
                (char[]) null);
        for (String alias : Collections.list(trusted.aliases())) {
            var certificate = (X509Certificate) trusted.getCertificate(alias);
            if (certificate.getNotAfter().toInstant().isAfter(CLOCK.instant().plus(Duration.ofDays(400)))) {
                return "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n";
            }
        }
        throw new AssertionError("no certificate lasts");
    }

    @Test
    void givenAWindowOfMaintenance_whenAnnouncedAndTheHubStartsAgain_thenEachPartnerHasItOnceAmongItsReceipts() {
        String body =
                """
                {"all":true,"from":"%s","until":"%s","text":"new power supply","key":"6f1c2f7e-0000-4b8e-8f0e-0f5c8c1f0b10"}
                """
                        .formatted(
                                CLOCK.instant().plusSeconds(3_600),
                                CLOCK.instant().plusSeconds(7_200));
        assertThat(hub.post("operator", "/v1/ops/maintenance", body, "application/json")
                        .statusCode())
                .isEqualTo(200);
        var got = new ArrayList<JsonNode>();
        await().atMost(PATIENCE).until(() -> {
            got.addAll(maintenance("SDN.GIS"));
            return !got.isEmpty();
        });
        assertThat(got.get(0).get("type").asText()).isEqualTo("kivuko.notice.v1");
        assertThat(got.get(0).at("/data/text").asText()).isEqualTo("new power supply");

        hub.restart();
        hub.post("operator", "/v1/ops/maintenance", body, "application/json");

        assertThat(maintenance("ETH.ICS")).hasSize(1);
        assertThat(maintenance("SDN.GIS")).isEmpty();
        assertThat(got).hasSize(1);
    }

    private static List<JsonNode> maintenance(String agency) {
        return hub.desk(agency).receipts().stream()
                .filter(receipt -> receipt.at("/data/notice").asText().equals("maintenance"))
                .toList();
    }
}
