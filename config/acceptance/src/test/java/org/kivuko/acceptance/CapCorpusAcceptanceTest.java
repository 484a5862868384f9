package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.kivuko.acceptance.Desk.CAP;
import static org.kivuko.acceptance.Desk.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.testkit.Corpora;
import org.kivuko.testkit.TestClock;

/** Alerts of real producers on their way through the whole hub, and documents that want more than to be read. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CapCorpusAcceptanceTest {
    private static final Map<String, String> TO_UGANDA = Map.of("to", "UGA", "purpose", "border-check");
    private static final Map<String, String> UNVERIFIED =
            Map.of("to", "UGA", "purpose", "border-check", "references", "unverified");

    /** An update whose list of references is empty. */
    private static final String NO_REFERENCES = "google-cap-library/testdata/canada_errors.cap.xml";

    private static final String CANARY = "Canary-in-a-file-4711";

    private static final TestClock CLOCK = new TestClock(Instant.parse("2003-01-01T00:00:00Z"));
    private static TestHub hub;
    private static Desk sender;
    private static Desk recipient;

    @BeforeAll
    static void start() {
        Corpora.path("cap_manifest.csv");
        // The alerts are older than the agreement: here it is in force as long as CAP exists.
        hub = TestHub.start(
                CLOCK,
                Map.of("agreements/IGAD.warnings.yaml", text -> text.replace("from: 2020-01-01", "from: 2000-01-01")));
        sender = hub.desk("KEN.DIS");
        recipient = hub.desk("UGA.DCIC");
    }

    @AfterAll
    static void stop() {
        if (hub != null) {
            hub.close();
        }
    }

    private static List<Corpora.CapSample> valid() {
        return Corpora.caps().stream()
                .filter(Corpora.CapSample::isValidCap12)
                .sorted(Comparator.comparing(
                        sample -> CapText.sent(sample.content()).toInstant()))
                .toList();
    }

    private static List<String> codes(HttpResponse<String> answer) {
        return json(answer).get("errors").findValuesAsText("code");
    }

    @Test
    @Order(1)
    void everyValidAlertComesOutAsItWentInAtTheTimeItWasSent() {
        // Given
        int crossed = 0;
        List<Corpora.CapSample> samples = valid();

        for (Corpora.CapSample sample : samples) {
            // When
            CLOCK.set(CapText.sent(sample.content()).toInstant());
            HttpResponse<String> answer = sender.postCap(sample.content(), TO_UGANDA);

            // Then
            if (!CapText.has(sample.content(), "expires")) {
                assertThat(codes(answer)).as(sample.file()).containsExactly("CAP_13");
            } else if (sample.file().equals(NO_REFERENCES)) {
                assertThat(codes(answer)).as(sample.file()).containsExactly("CAP_07", "CAP_09");
            } else {
                assertCrosses(sample, answer);
                crossed++;
            }
        }
        assertThat(samples).hasSize(8);
        assertThat(crossed).isEqualTo(6);
    }

    private static void assertCrosses(Corpora.CapSample sample, HttpResponse<String> first) {
        HttpResponse<String> answer = first;
        if (CapText.has(sample.content(), "references")) {
            assertThat(first.statusCode()).as(sample.file()).isEqualTo(422);
            assertThat(codes(first)).as(sample.file()).containsOnly("UNKNOWN_REFERENCE");
            answer = sender.postCap(sample.content(), UNVERIFIED);
        }
        assertThat(answer.statusCode()).as(sample.file() + answer.body()).isEqualTo(202);
        String id = CapText.first(sample.content(), "identifier");
        assertThat(json(answer).get("id").asText()).isEqualTo(id);
        JsonNode ruling = sender.outcomes(id).get("UGA.DCIC");
        assertThat(ruling.get("outcome").asText()).as(sample.file()).isEqualTo("released");

        JsonNode delivery = recipient.lease().get(0);
        assertThat(delivery.at("/message/id").asText()).isEqualTo(id);
        HttpResponse<String> served =
                hub.get("UGA.DCIC", "/v1/inbox/" + delivery.get("delivery").asText(), "Accept", CAP);
        assertThat(served.statusCode()).isEqualTo(200);
        assertThat(served.headers().firstValue("Content-Type").orElseThrow()).startsWith(CAP);
        byte[] xml = served.body().getBytes(StandardCharsets.UTF_8);
        assertThat(CapText.elements(xml)).as(sample.file()).isEqualTo(CapText.elements(sample.content()));
        assertThat(CapText.has(xml, "Signature")).isFalse();
        recipient.acknowledge(delivery);
    }

    @Test
    @Order(2)
    void todayEveryOneOfThemHasExpired() {
        // Given
        CLOCK.set(Clock.systemUTC().instant());
        Desk other = hub.desk("KEN.KRA");

        for (Corpora.CapSample sample : valid()) {
            if (CapText.has(sample.content(), "expires") && !sample.file().equals(NO_REFERENCES)) {
                // When
                HttpResponse<String> answer = other.postCap(sample.content(), UNVERIFIED);

                // Then
                assertThat(answer.statusCode()).as(sample.file()).isEqualTo(422);
                assertThat(codes(answer)).as(sample.file()).containsExactly("EXPIRED");
            }
        }
    }

    @Test
    @Order(3)
    void whatIsNoValidAlertOfTodayIsRefusedWithAReason() {
        for (Corpora.CapSample sample : Corpora.caps()) {
            if (!sample.isValidCap12()) {
                // When
                HttpResponse<String> answer = sender.postCap(sample.content(), UNVERIFIED);

                // Then
                boolean old = sample.root().equals("alert") && sample.version().equals("1.1");
                boolean broken = sample.root().equals("alert")
                        && sample.version().equals("1.2")
                        && sample.xsd().equals("invalid");
                assertThat(answer.statusCode()).as(sample.file()).isIn(400, 422);
                if (old) {
                    // What is whole among them could be read, and has long expired.
                    assertThat(codes(answer))
                            .as(sample.file())
                            .containsAnyOf("EXPIRED", "CAP_12", "CAP_13", "SCHEMA_VIOLATION");
                } else {
                    assertThat(codes(answer)).as(sample.file()).contains(broken ? "SCHEMA_VIOLATION" : "CAP_19");
                }
            }
        }
    }

    /** Documents that want the reader to fetch; HTTP and FILE stand for what they want. */
    private static Map<String, String> attacks() {
        String alert =
                new String(Corpora.bytes("google-cap-library/examples/thunderstorm.cap.xml"), StandardCharsets.UTF_8);
        var attacks = new LinkedHashMap<String, String>();
        attacks.put("entity of a file", "<!DOCTYPE alert [<!ENTITY x SYSTEM \"FILE\">]>");
        attacks.put("entity of an address", "<!DOCTYPE alert [<!ENTITY x SYSTEM \"HTTP\">]>");
        attacks.put("external subset", "<!DOCTYPE alert SYSTEM \"HTTP\">");
        attacks.put("parameter entity", "<!DOCTYPE alert [<!ENTITY % p SYSTEM \"HTTP\"> %p;]>");
        attacks.replaceAll((name, declaration) -> alert.replaceFirst("<alert", declaration + "<alert")
                .replaceFirst("<event>[^<]*", declaration.contains("ENTITY x") ? "<event>&x;" : "<event>x"));
        attacks.put(
                "inclusion",
                alert.replaceFirst(
                        "<event>[^<]*</event>",
                        "<event><xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"FILE\" parse=\"text\"/></event>"));
        attacks.put(
                "attack of the library",
                new String(Corpora.bytes("google-cap-library/testdata/xee.cap.xml"), StandardCharsets.UTF_8)
                        .replaceAll("http://(http://)?localhost:8080", "HTTP"));
        return attacks;
    }

    @Test
    @Order(4)
    void whatWantsTheHubToFetchIsRefusedAndFetchesNothing(@TempDir Path folder) throws IOException {
        try (var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            // Given
            String file = Files.writeString(folder.resolve("canary.txt"), CANARY)
                    .toUri()
                    .toString();
            String address = "http://127.0.0.1:" + listener.getLocalPort() + "/x";

            for (var attack : attacks().entrySet()) {
                // When
                String xml = attack.getValue().replace("HTTP\"", address + "\"").replace("FILE", file);
                HttpResponse<String> answer = sender.postCap(xml.getBytes(StandardCharsets.UTF_8), UNVERIFIED);

                // Then
                assertThat(answer.statusCode())
                        .as(attack.getKey() + answer.body())
                        .isEqualTo(422);
                assertThat(codes(answer)).as(attack.getKey()).containsExactly("CAP_19");
                assertThat(answer.body()).doesNotContain(CANARY);
            }
            assertNobodyCame(listener);
        }
    }

    @Test
    @Order(5)
    void knownAttackStringsAreRefusedWithAReason() throws IOException {
        // Given
        var strings = new ArrayList<Path>();
        try (var files = Files.list(Corpora.path("attack-strings/XXE Injection/Files"))) {
            files.forEach(strings::add);
        }

        // Then
        assertThat(strings).isNotEmpty();
        for (Path file : strings) {
            HttpResponse<String> answer = sender.postCap(Files.readAllBytes(file), UNVERIFIED);
            assertThat(answer.statusCode()).as(file.toString()).isIn(400, 422);
            assertThat(json(answer).get("code").asText()).as(file.toString()).isIn("UNREADABLE", "CAP_19");
        }
    }

    private static void assertNobodyCame(ServerSocket listener) throws IOException {
        listener.setSoTimeout(200);
        assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
    }
}
