package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.connector.artemis.AgencyProtocol;
import org.kivuko.testkit.TestAuthority;

/** Whoever holds what, as whom and at which door: only an agency's own, and only while it counts, opens a door. */
@Tag("slow")
class WhoGetsInAcceptanceTest {
    private static final List<String> AGENCIES = List.of("KEN.DIS", "UGA.URA", "UGA.DCIC");

    @TempDir
    private static Path folder;

    private static TlsHub hub;
    private static final Map<String, Map<String, Shown>> OWN = new LinkedHashMap<>();
    private static final Map<String, Map<String, Shown>> WRONG = new LinkedHashMap<>();
    private static final Map<String, Map<String, Shown>> WRONG_TOKENS = new LinkedHashMap<>();

    /** What somebody shows at a door. */
    private record Shown(SSLContext handshake, Optional<String> key) {
        private Shown(SSLContext handshake, String key) {
            this(handshake, Optional.of(key));
        }
    }

    /** A door, asked whether it lets in as an agency. */
    private interface Door {
        boolean letsIn(String agency, Shown shown) throws IOException;
    }

    private static final Map<String, Door> DOORS = Map.of(
            "http",
            WhoGetsInAcceptanceTest::overHttp,
            "amqp",
            WhoGetsInAcceptanceTest::overAmqp,
            "stomp",
            (agency, shown) -> Greeting.stomp(shown.handshake(), port(AgencyProtocol.STOMP), agency, shown.key()),
            "mqtt",
            (agency, shown) -> Greeting.mqtt(shown.handshake(), port(AgencyProtocol.MQTT), agency, shown.key()));

    private static int port(AgencyProtocol protocol) {
        return hub.hub().port(protocol).orElseThrow();
    }

    @BeforeAll
    static void start() throws IOException {
        hub = TlsHub.start(folder, "  certificateIsEnough: true\n");
        TestAuthority stranger = TestAuthority.in(folder);
        var unbound = hub.authority.issue("unbound");
        for (String agency : AGENCIES) {
            equip(agency, stranger, unbound);
        }
    }

    private static void equip(String agency, TestAuthority stranger, TestAuthority.Issued unbound) throws IOException {
        SSLContext nothing = hub.nothingShown();
        String replaced = hub.key(agency);
        hub.hub().keys().renew(agency);
        String ended = hub.key(agency);
        hub.hub().keys().rotate(agency, Duration.ZERO, false);
        String older = hub.key(agency);
        hub.hub().keys().rotate(agency, Duration.ofDays(1), false);
        String newer = hub.key(agency);
        var certificate = hub.authority.issue(agency);
        var second = hub.authority.issue(agency);
        var late = hub.authority.issue(agency, "-10d", 5);
        var foreign = stranger.issue(agency);
        certify(agency, certificate, second, late, foreign);
        SSLContext own = hub.authority.client(certificate);
        OWN.put(
                agency,
                Map.of(
                        "key", new Shown(nothing, newer),
                        "key that is being replaced", new Shown(nothing, older),
                        "certificate", new Shown(own, Optional.empty()),
                        "certificate that follows", new Shown(hub.authority.client(second), Optional.empty()),
                        "certificate and key", new Shown(own, newer),
                        "token", new Shown(nothing, hub.tokens.good(agency)),
                        "certificate and token", new Shown(own, hub.tokens.good(agency))));
        WRONG.put(
                agency,
                Map.of(
                        "nothing", new Shown(nothing, Optional.empty()),
                        "unknown key", new Shown(nothing, newer.substring(1) + "A"),
                        "revoked key", new Shown(nothing, replaced),
                        "key whose overlap is over", new Shown(nothing, ended),
                        "operators' key", new Shown(nothing, hub.key("operator")),
                        "certificate that ended", new Shown(hub.authority.client(late), newer),
                        "certificate of another authority", new Shown(mixed(foreign), newer),
                        "certificate that stands nowhere", new Shown(hub.authority.client(unbound), newer),
                        "certificate and a wrong key", new Shown(own, "wrong")));
        WRONG_TOKENS.put(
                agency,
                Map.of(
                        "token for another audience", new Shown(nothing, hub.tokens.forAudience(agency, "another")),
                        "token of another issuer",
                                new Shown(nothing, hub.tokens.byIssuer(agency, "https://other.example")),
                        "token that ended", new Shown(nothing, hub.tokens.between(agency, -7_200, -3_600)),
                        "token of tomorrow", new Shown(nothing, hub.tokens.between(agency, 3_600, 7_200)),
                        "token without a signature", new Shown(nothing, hub.tokens.unsigned(agency)),
                        "token under the public key", new Shown(nothing, hub.tokens.underThePublicKey(agency))));
    }

    private static SSLContext mixed(TestAuthority.Issued foreign) {
        return hub.authority.client(foreign);
    }

    private static void certify(String agency, TestAuthority.Issued... certificates) throws IOException {
        String pem = String.join(
                "", Stream.of(certificates).map(TestAuthority.Issued::pem).toList());
        hub.hub().keys().certify(agency, pem.getBytes(StandardCharsets.US_ASCII));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** As the author of a message. */
    private static boolean overHttp(String agency, Shown shown) {
        String to = AGENCIES.stream()
                .filter(other -> !other.equals(agency))
                .findFirst()
                .orElseThrow();
        String event = AmqpAgency.text(
                Samples.stolenPassport(UUID.randomUUID().toString(), to).put("source", "/agencies/" + agency));
        Optional<HttpResponse<String>> answer = hub.call(shown.handshake(), shown.key(), "POST", "/v1/messages", event);
        answer.ifPresent(it -> assertThat(it.statusCode()).as(it.body()).isIn(202, 401, 403));
        return answer.filter(it -> it.statusCode() == 202).isPresent();
    }

    /** As the holder of an account that may send. */
    private static boolean overAmqp(String agency, Shown shown) {
        try (Connection connection = hub.amqp(shown.handshake(), agency, shown.key());
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            session.createProducer(session.createQueue("agency." + agency + ".outbox"))
                    .close();
            return true;
        } catch (JMSException refused) {
            return false;
        }
    }

    @Test
    void onlyTheDiagonalGetsIn() throws IOException {
        var wrong = new ArrayList<String>();
        for (var each : DOORS.entrySet()) {
            String name = each.getKey();
            Door door = each.getValue();
            for (String claimed : AGENCIES) {
                for (String holder : AGENCIES) {
                    for (var own : OWN.get(holder).entrySet()) {
                        if (door.letsIn(claimed, own.getValue()) != claimed.equals(holder)) {
                            wrong.add(name + ": " + own.getKey() + " of " + holder + " as " + claimed);
                        }
                    }
                }
                for (var table : List.of(WRONG, WRONG_TOKENS)) {
                    for (var bad : table.get(claimed).entrySet()) {
                        if (door.letsIn(claimed, bad.getValue())) {
                            wrong.add(name + ": " + bad.getKey() + " of " + claimed);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aCertificateOfOneAndAKeyOfAnotherOpenNothing() throws IOException {
        SSLContext kenya = OWN.get("KEN.DIS").get("certificate").handshake();
        String uganda = OWN.get("UGA.URA").get("key").key().orElseThrow();
        for (Door door : DOORS.values()) {
            assertThat(door.letsIn("KEN.DIS", new Shown(kenya, uganda))).isFalse();
            assertThat(door.letsIn("UGA.URA", new Shown(kenya, uganda))).isFalse();
        }
        assertThat(hub.call(kenya, Optional.of(hub.key("operator")), "GET", "/v1/ops/queues", "")
                        .orElseThrow()
                        .statusCode())
                .isEqualTo(401);
        assertThat(hub.call(hub.nothingShown(), Optional.of(hub.key("operator")), "GET", "/v1/ops/queues", "")
                        .orElseThrow()
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void everyRefusalIsWrittenDownWithoutASecretOrAName() throws Exception {
        aSecondWithoutAKnock();
        try (LogWatch log = LogWatch.open()) {
            // When
            for (String door : List.of("http", "amqp")) {
                for (var bad : WRONG.get("KEN.DIS").entrySet()) {
                    assertThat(DOORS.get(door).letsIn("KEN.DIS", bad.getValue()))
                            .as(bad.getKey())
                            .isFalse();
                }
            }

            // Then
            String all = String.join("\n", log.lines());
            assertThat(all)
                    .contains("refused door=http by=key ")
                    .contains("refused door=http by=nothing ")
                    .contains("refused door=http by=key+certificate ")
                    .contains("refused door=broker by=key agency=KEN.DIS")
                    .contains("refused door=broker by=key+certificate agency=KEN.DIS")
                    .contains("refused door=tls by=certificate: ");
            assertThat(log.lines().stream().filter(line -> line.contains(" refused door=")))
                    .hasSizeGreaterThanOrEqualTo(14);
            WRONG.get("KEN.DIS").values().forEach(shown -> shown.key()
                    .filter(key -> key.length() > 10)
                    .ifPresent(key -> assertThat(all).doesNotContain(key)));
            assertThat(all).doesNotContain("CN=KEN.DIS").doesNotContain("CN=unbound");
        }
    }

    /** Each door writes down twenty refusals a second at most: those of the test before must not use up the places of this one. */
    private static void aSecondWithoutAKnock() throws InterruptedException {
        Thread.sleep(1_100);
    }

    @Test
    void oldProtocolsAreNotSpoken() throws IOException {
        for (int port : List.of(hub.hub().url().getPort(), hub.hub().amqpPort())) {
            for (String protocol : List.of("TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1")) {
                boolean spoken = speaks(port, protocol);
                assertThat(spoken)
                        .as(protocol)
                        .isEqualTo(List.of("TLSv1.3", "TLSv1.2").contains(protocol));
            }
        }
    }

    private static boolean speaks(int port, String protocol) throws IOException {
        try (var socket = (SSLSocket) hub.nothingShown().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
            assertThat(socket.getSession().getCipherSuite()).contains("GCM");
            return true;
        } catch (SSLException refused) {
            return false;
        }
    }
}
