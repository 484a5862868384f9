package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kivuko.acceptance.Desk.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.doctor.Doctor;
import org.kivuko.hub.doctor.Finding;

/** An agency with an SFTP server of its own posts and fetches there, at a running hub that is told of it in {@code hub.yaml}. */
@Tag("slow")
class SftpAcceptanceTest {
    @TempDir
    private Path folder;

    @Test
    void anAgencyPostsAndFetchesOnItsOwnServer() throws Exception {
        // Given
        KeyPair host = pair();
        KeyPair key = pair();
        Path remote = Files.createDirectories(folder.resolve("remote/UGA.DCIC")).getParent();
        try (SshServer server = server(remote, host, key);
                TestHub hub = TestHub.startIn(folder.resolve("hub"), changes(server.getPort()))) {
            var agency = new DropFolder(remote, "UGA.DCIC");
            ObjectNode alert = Samples.stolenPassport(Instant.now().truncatedTo(ChronoUnit.SECONDS));
            hub.desk("KEN.DIS").give(alert);
            await().atMost(Desk.PATIENCE).until(() -> health(hub).contains("UGA.DCIC"));

            // When
            giveKeys(hub.config(), server.getPort(), host, key);

            // Then
            await().atMost(Desk.PATIENCE).until(() -> Files.isDirectory(agency.folder("taken")));
            String id = alert.get("id").asText();
            assertThat(agency.delivery(id).at("/message/data/subject/person").has("surname"))
                    .isFalse();
            agency.take(id);
            agency.send("broken.json", "{}".getBytes(StandardCharsets.UTF_8));
            await().atMost(Desk.PATIENCE).until(() -> json(hub.get("KEN.DIS", "/v1/messages/" + id))
                    .toString()
                    .contains("acknowledged"));
            assertThat(agency.problem("broken.json").get("code").asText()).isEqualTo("SCHEMA_VIOLATION");
            await().atMost(Desk.PATIENCE).until(() -> !health(hub).contains("UGA.DCIC"));
            assertThat(new Doctor(new HubOptions(hub.config(), hub.data(), 0, 0, false, false))
                            .examine(Clock.systemUTC()))
                    .filteredOn(finding -> finding.code().equals("FILE_SERVER"))
                    .allMatch(finding -> finding.state() == Finding.State.FINE)
                    .hasSize(1);
        }
    }

    private static String health(TestHub hub) {
        return hub.get("operator", "/observe/health").body();
    }

    private Map<String, UnaryOperator<String>> changes(int port) {
        String files = "\nfiles: {folder: " + folder.resolve("exchange")
                + ", every: PT1S, servers: [{agency: UGA.DCIC, host: 127.0.0.1, port: " + port
                + ", user: kivuko, folder: /UGA.DCIC, keyFile: deploy/secrets/sftp, knownHosts: deploy/known_hosts}]}\n";
        return Map.of(
                "deploy/hub.yaml",
                text -> text + files,
                "states/UGA.yaml",
                text -> text.replaceFirst("roles: \\[immigration]}", "roles: [immigration], inbox: files}"));
    }

    private static SshServer server(Path root, KeyPair host, KeyPair key) throws IOException {
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator((user, offered, session) -> KeyUtils.compareKeys(offered, key.getPublic()));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.start();
        return server;
    }

    private static void giveKeys(Path config, int port, KeyPair host, KeyPair key)
            throws IOException, GeneralSecurityException {
        Files.writeString(
                config.resolve("deploy/known_hosts"),
                "[127.0.0.1]:" + port + " " + PublicKeyEntry.toString(host.getPublic()) + "\n");
        Path secrets = Files.createDirectories(config.resolve("deploy/secrets"));
        var text = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "", null, text);
        Path draft = Files.write(secrets.resolve("draft"), text.toByteArray());
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
        Files.move(draft, secrets.resolve("sftp"));
    }

    private static KeyPair pair() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        return generator.generateKeyPair();
    }
}
