package org.kivuko.hub.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.exchange.DoorTls;
import org.kivuko.hub.configuration.TlsSettings;
import org.kivuko.testkit.TestAuthority;

/** Files of TLS are read strictly, told with their places, and read again while the doors are open. */
class TlsFilesTest {
    private static final TlsSettings SETTINGS =
            new TlsSettings("hub.pem", "hub.key", Optional.of("clients.pem"), false, true);

    @TempDir
    private static Path shared;

    private static TestAuthority authority;
    private static TestAuthority.Issued hub;
    private static TestAuthority.Issued next;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeCertificates() {
        authority = TestAuthority.in(shared);
        hub = authority.issue("hub");
        next = authority.issue("next");
    }

    @BeforeEach
    void writeFiles() throws IOException {
        hub.write(folder.resolve("hub.pem"), folder.resolve("hub.key"));
        write("clients.pem", TestAuthority.pem(authority.certificate()));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private TlsFiles read() throws TlsFault {
        return new TlsFiles(folder, SETTINGS, Clock.systemUTC());
    }

    private String refusal() {
        return catchThrowableOfType(TlsFault.class, this::read).getMessage().replace(folder + "/", "");
    }

    @Test
    void soundFilesAreTaken() throws TlsFault {
        assertThat(read().doors().clients()).isEqualTo(DoorTls.Clients.ASKED);
        assertThat(read().fault()).isEmpty();
    }

    @Test
    void aFileThatIsMissingIsNamed() throws IOException {
        Files.delete(folder.resolve("hub.key"));
        assertThat(refusal())
                .isEqualTo("hub.key: the file cannot be read; put it there, and let the hub's user read it");
    }

    @Test
    void aKeyOfAnotherCertificateIsRefused() throws IOException {
        write("hub.pem", next.pem());
        assertThat(refusal())
                .startsWith("hub.key: the private key does not belong to the first certificate in hub.pem");
    }

    @Test
    void anotherFormOfKeyIsToldWithItsLineAndTheCommandThatMendsIt() throws IOException {
        write("hub.key", "\nRSA\n" + hub.keyPem().replace("PRIVATE KEY", "RSA PRIVATE KEY"));
        assertThat(refusal())
                .startsWith("hub.key:3: 'RSA PRIVATE KEY' is not the form of private key that is read")
                .endsWith("openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void aKeyThatEverybodyCanReadIsRefused() throws IOException {
        Files.setPosixFilePermissions(folder.resolve("hub.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(refusal()).startsWith("hub.key: everybody on this machine can read the private key; chmod 600");
    }

    @Test
    void aBlockWithoutItsEndIsToldWithItsLine() throws IOException {
        write("clients.pem", hub.pem() + hub.pem().substring(0, 200));
        assertThat(refusal()).contains("clients.pem:").contains("this block has no end");
    }

    @Test
    void whatIsNoCertificateIsRefusedAmongThem() throws IOException {
        write("hub.pem", hub.keyPem() + hub.pem());
        assertThat(refusal()).startsWith("hub.pem:1: a block 'PRIVATE KEY' among certificates");
        write("hub.pem", "nothing\n");
        assertThat(refusal()).startsWith("hub.pem: the file holds no certificate");
        write("hub.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThat(refusal()).startsWith("hub.pem:1: this certificate cannot be read");
    }

    @Test
    void aChainOutOfOrderIsRefused() throws IOException {
        write("hub.pem", hub.pem() + next.pem());
        assertThat(refusal()).startsWith("hub.pem: certificate 2 is not of the authority that made certificate 1");
    }

    @Test
    void aCertificateOutsideItsTimeIsRefused() {
        Clock late = Clock.offset(Clock.systemUTC(), Duration.ofDays(40));
        Clock early = Clock.offset(Clock.systemUTC(), Duration.ofDays(-2));
        assertThat(catchThrowableOfType(TlsFault.class, () -> new TlsFiles(folder, SETTINGS, late)))
                .hasMessageContaining("the certificate ended at");
        assertThat(catchThrowableOfType(TlsFault.class, () -> new TlsFiles(folder, SETTINGS, early)))
                .hasMessageContaining("the certificate holds only from");
    }

    @Test
    void newFilesCountForNewConnectionsOnceBothHaveArrived() throws Exception {
        // Given
        TlsFiles files = read();
        SSLContext door = files.doors().context();
        assertThat(shown(door)).isEqualTo(hub.certificate());

        // When
        write("hub.pem", next.pem());
        files.look();
        write("hub.key", next.keyPem());
        files.look();
        assertThat(shown(door)).isEqualTo(hub.certificate());
        files.look();

        // Then
        assertThat(shown(door)).isEqualTo(next.certificate());
        assertThat(files.fault()).isEmpty();
    }

    @Test
    void aBrokenNewFileKeepsTheOldOneInForceAndIsToldUntilItIsMended() throws Exception {
        // Given
        TlsFiles files = read();
        SSLContext door = files.doors().context();

        // When
        write("hub.pem", next.pem());
        files.look();
        files.look();

        // Then
        assertThat(shown(door)).isEqualTo(hub.certificate());
        assertThat(files.fault())
                .contains("does not belong to the first certificate")
                .contains("the earlier files stay in force until");
        Files.delete(folder.resolve("hub.pem"));
        files.look();
        assertThat(files.fault()).startsWith("a file of TLS cannot be read");
        assertThat(shown(door)).isEqualTo(hub.certificate());
        write("hub.pem", hub.pem());
        files.look();
        files.look();
        assertThat(files.fault()).isEmpty();
    }

    /** The certificate with which a door answers a client, by a handshake in memory. */
    private static X509Certificate shown(SSLContext door) throws SSLException {
        SSLEngine server = door.createSSLEngine();
        server.setUseClientMode(false);
        SSLEngine client = authority.client().createSSLEngine();
        client.setUseClientMode(true);
        var toServer = ByteBuffer.allocate(1 << 17);
        var toClient = ByteBuffer.allocate(1 << 17);
        while (isShaking(client) || isShaking(server)) {
            step(client, toServer, toClient);
            step(server, toClient, toServer);
        }
        return (X509Certificate) client.getSession().getPeerCertificates()[0];
    }

    private static boolean isShaking(SSLEngine engine) {
        return engine.getSession().getProtocol().equals("NONE")
                || (engine.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
                        && engine.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.FINISHED);
    }

    private static void step(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
        var nothing = ByteBuffer.allocate(0);
        engine.wrap(nothing, out);
        Runnable task = engine.getDelegatedTask();
        while (task != null) {
            task.run();
            task = engine.getDelegatedTask();
        }
        in.flip();
        if (in.hasRemaining()) {
            engine.unwrap(in, ByteBuffer.allocate(1 << 17));
            task = engine.getDelegatedTask();
            while (task != null) {
                task.run();
                task = engine.getDelegatedTask();
            }
        }
        in.compact();
    }
}
