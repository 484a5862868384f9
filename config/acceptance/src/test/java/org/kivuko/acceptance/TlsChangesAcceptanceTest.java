package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.testkit.TestAuthority;

/** Certificates, authorities and keys change while connections stand. */
@Tag("slow")
class TlsChangesAcceptanceTest {
    private static final String DIS = "KEN.DIS";
    private static final Duration SECOND = Duration.ofSeconds(1);

    @TempDir
    private static Path folder;

    private static TlsHub hub;
    private static TestAuthority.Issued first;

    @BeforeAll
    static void start() throws IOException {
        hub = TlsHub.start(folder, "  certificateIsEnough: true\n");
        first = hub.authority.issue("first");
    }

    @AfterEach
    void putBack() throws IOException {
        first.write(hub.tls("hub.pem"), hub.tls("hub.key"));
        Files.writeString(hub.tls("clients.pem"), TestAuthority.pem(hub.authority.certificate()));
        certify(first);
        hub.hub().keys().renew(DIS);
        SSLContext shown = hub.authority.client(first);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> shownAt(http()).equals(first.certificate()) && letsIn(shown));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private Connection amqp(SSLContext shown, Optional<String> key) throws JMSException {
        return hub.amqp(shown, DIS, key);
    }

    private static void send(Connection connection) throws JMSException {
        try (Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            session.createProducer(session.createQueue("agency.KEN.DIS.outbox"))
                    .send(session.createTextMessage(AmqpAgency.text(
                            Samples.stolenPassport(UUID.randomUUID().toString(), "UGA.UPF"))));
        }
    }

    private X509Certificate shownAt(int port) throws IOException {
        try (var socket = (SSLSocket) hub.nothingShown().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    private int http() {
        return hub.hub().url().getPort();
    }

    private String health() {
        return hub.call(hub.nothingShown(), Optional.of(hub.key("operator")), "GET", "/observe/health", "")
                .orElseThrow()
                .body();
    }

    private void certify(TestAuthority.Issued... certificates) throws IOException {
        var pem = new StringBuilder();
        for (TestAuthority.Issued each : certificates) {
            pem.append(each.pem());
        }
        hub.hub().keys().certify(DIS, pem.toString().getBytes(StandardCharsets.US_ASCII));
    }

    private boolean letsIn(SSLContext shown) {
        return hub.call(shown, Optional.empty(), "GET", "/v1/agreements", "")
                .filter(answer -> answer.statusCode() == 200)
                .isPresent();
    }

    @Test
    void aNewCertificateOfTheHubCountsWithoutARestartAndCutsNothingOff() throws Exception {
        // Given
        var next = hub.authority.issue("next");
        try (Connection standing = amqp(hub.nothingShown(), Optional.of(hub.key(DIS)))) {
            send(standing);

            // When
            next.write(hub.tls("hub.pem"), hub.tls("hub.key"));

            // Then
            for (int port : new int[] {http(), hub.hub().amqpPort()}) {
                await().atMost(Duration.ofSeconds(5)).until(() -> shownAt(port).equals(next.certificate()));
            }
            send(standing);
            assertThat(health()).doesNotContain("stay in force");

            // And a broken one leaves it in force
            Files.writeString(hub.tls("hub.pem"), "nonsense");
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> health().contains("hub.pem: the file holds no certificate"));
            assertThat(health())
                    .contains("the earlier files stay in force until")
                    .doesNotContain("down");
            assertThat(shownAt(http())).isEqualTo(next.certificate());
            send(standing);
        }
    }

    @Test
    void authoritiesOfClientsComeAndGoWhileTheHubRuns() throws Exception {
        // Given
        TestAuthority other = TestAuthority.in(folder);
        var own = hub.authority.issue("own");
        var foreign = other.issue("foreign");
        certify(own, foreign);
        // Each connects anew: what a connection has shown once it has shown.
        assertThat(letsIn(hub.authority.client(own))).isTrue();
        assertThat(letsIn(hub.authority.client(foreign))).isFalse();

        // When
        Files.writeString(hub.tls("clients.pem"), TestAuthority.pem(other.certificate()), StandardOpenOption.APPEND);

        // Then
        await().atMost(Duration.ofSeconds(5)).until(() -> letsIn(hub.authority.client(foreign)));
        assertThat(letsIn(hub.authority.client(own))).isTrue();

        // When
        Files.writeString(hub.tls("clients.pem"), TestAuthority.pem(other.certificate()));

        // Then
        await().atMost(Duration.ofSeconds(5)).until(() -> !letsIn(hub.authority.client(own)));
        assertThat(letsIn(hub.authority.client(foreign))).isTrue();
    }

    @Test
    void whileOneCertificateFollowsTheOtherBothCountAndTheFormerThenClosesWhatItOpened() throws Exception {
        // Given
        SSLContext[] shown = new SSLContext[2];
        var former = hub.authority.issue("former");
        var later = hub.authority.issue("later");
        shown[0] = hub.authority.client(former);
        shown[1] = hub.authority.client(later);
        certify(former);
        settle();
        try (Connection standing = amqp(shown[0], Optional.empty())) {
            var cut = cut(standing);
            certify(former, later);
            try (Connection second = amqp(shown[1], Optional.empty())) {
                send(second);
            }
            Thread.sleep(SECOND.toMillis());
            send(standing);

            // When
            certify(later);

            // Then
            assertThat(cut.await(SECOND.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
            assertThat(letsIn(shown[0])).isFalse();
            assertThat(letsIn(shown[1])).isTrue();
        }
    }

    @Test
    void revokingClosesWhatIsOpenAndEndsCallsThatWaitWithinASecond() throws Exception {
        // Given
        SSLContext shown = hub.authority.client(certified());
        settle();
        try (Connection byKey = amqp(hub.nothingShown(), Optional.of(hub.key(DIS)));
                Connection byCertificate = amqp(shown, Optional.empty())) {
            var keyCut = cut(byKey);
            var certificateCut = cut(byCertificate);
            CompletableFuture<HttpResponse<String>> waits = waiting(shown);
            Thread.sleep(300);
            assertThat(waits).isNotDone();

            // When
            assertThat(hub.hub().keys().revoke(DIS)).isTrue();

            // Then
            assertThat(keyCut.await(SECOND.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
            assertThat(certificateCut.await(SECOND.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            assertThat(waits.get(1, TimeUnit.SECONDS).statusCode()).isEqualTo(401);
            assertThat(letsIn(shown)).isFalse();
        }
    }

    private TestAuthority.Issued certified() throws IOException {
        var own = hub.authority.issue("own");
        certify(own);
        return own;
    }

    private CompletableFuture<HttpResponse<String>> waiting(SSLContext shown) {
        return hub.client(shown)
                .sendAsync(
                        HttpRequest.newBuilder(URI.create(hub.hub().url() + "/v1/inbox?wait=PT30S"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** What no longer counts is seen within a quarter of a second, and cuts what stands then. */
    private static void settle() throws InterruptedException {
        Thread.sleep(SECOND.toMillis());
    }

    private static CountDownLatch cut(Connection connection) throws JMSException {
        var cut = new CountDownLatch(1);
        connection.setExceptionListener(failure -> cut.countDown());
        return cut;
    }
}
