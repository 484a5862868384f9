package org.kivuko.hub.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.configuration.BrokerDoors;
import org.kivuko.hub.configuration.Configuration;
import org.kivuko.hub.configuration.HubSettings;
import org.kivuko.hub.doctor.Finding.State;
import org.kivuko.testkit.TestAuthority;

/**
 * Each thing about doors and targets that is not as it should be, alone: it is named, and nothing else.
 *
 * <p>Seen to fail with each of these planted in {@code DoorsLook}: a door of the broker not looked at, the configuration going before the
 * command line, a taken port fine where no hub runs and not where one does, this machine's own address looked at in the place of the one
 * that is stated, a certificate named only once it has ended, rights on the file door's folder not looked at, agencies' servers not
 * tried, and targets in networks of one's own let pass.
 */
class DoorsLookTest {
    @TempDir
    private Path folder;

    private BrokerDoors doors = BrokerDoors.NONE;

    @Test
    void withoutAWordEveryDoorIsFine() throws IOException {
        assertThat(mended("")).isEmpty();
    }

    @Test
    void aPortThatIsTakenIsNamedForEachDoorOfTheBroker() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(mended("doors: {stomp: " + taken.getLocalPort() + "}\n")).containsExactly("PORT_STOMP");
            assertThat(mended("doors: {mqtt: " + taken.getLocalPort() + "}\n")).containsExactly("PORT_MQTT");

            // The command line goes before the file.
            doors = new BrokerDoors(Optional.of(0), Optional.of(taken.getLocalPort()));
            assertThat(mended("doors: {stomp: " + taken.getLocalPort() + ", mqtt: 0}\n"))
                    .containsExactly("PORT_MQTT");
        }
    }

    @Test
    void aPortThatIsTakenIsFineWhileTheHubRuns() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HubSettings settings = settings("doors: {stomp: " + taken.getLocalPort() + "}\n");
            assertThat(new DoorsLook(options(), settings, true, Clock.systemUTC()).findings())
                    .allMatch(finding -> finding.state() == State.FINE);
        }
    }

    @Test
    void anAddressThatIsNotOfThisMachineIsNamed() throws IOException {
        TestAuthority.in(folder)
                .issue("hub", "-1d", 100)
                .write(config().resolve("deploy/hub.pem"), config().resolve("deploy/hub.key"));
        // An address that is kept for examples: no machine has it
        assertThat(mended("listen: 192.0.2.1\ntls: {certificate: deploy/hub.pem, key: deploy/hub.key}\n"))
                .contains("PORT_HTTP", "PORT_AMQP")
                .doesNotContain("PORT_STOMP");
    }

    @Test
    void filesOfTlsThatAreMissingOrDoNotFitAreNamed() throws IOException {
        String tls = "tls: {certificate: deploy/hub.pem, key: deploy/hub.key}\n";
        assertThat(mended(tls)).containsExactlyInAnyOrder("TLS", "CERTIFICATE");

        TestAuthority authority = TestAuthority.in(folder);
        Path pem = config().resolve("deploy/hub.pem");
        Path key = config().resolve("deploy/hub.key");
        authority.issue("hub", "-1d", 100).write(pem, key);
        assertThat(mended(tls)).isEmpty();

        authority.issue("other").write(folder.resolve("other.pem"), key);
        assertThat(mended(tls)).containsExactly("TLS");
    }

    @Test
    void aCertificateThatEndsSoonIsNamed() throws IOException {
        TestAuthority authority = TestAuthority.in(folder);
        authority
                .issue("hub", "-10d", 20)
                .write(config().resolve("deploy/hub.pem"), config().resolve("deploy/hub.key"));
        assertThat(mended("tls: {certificate: deploy/hub.pem, key: deploy/hub.key}\n"))
                .containsExactly("CERTIFICATE");
    }

    @Test
    void aFolderOfTheFileDoorThatOthersChangeOrThatIsALinkIsNamed() throws IOException {
        Path drop = folder.resolve("drop");
        String files = "files: {folder: " + drop + ", agencies: [KEN.DIS]}\n";
        assertThat(mended(files)).isEmpty();

        Files.createDirectory(drop);
        Files.setPosixFilePermissions(drop, PosixFilePermissions.fromString("rwxrwxr-x"));
        assertThat(mended(files)).containsExactly("FILE_DOOR");
        Files.setPosixFilePermissions(drop, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(mended(files)).isEmpty();

        Files.delete(drop);
        Files.createSymbolicLink(drop, Files.createDirectory(folder.resolve("elsewhere")));
        assertThat(mended(files)).containsExactly("FILE_DOOR");
    }

    @Test
    void anAgencysServerThatCannotBeReachedIsNamedWithoutItsUser() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        String files = "files: {folder: " + folder.resolve("drop") + ", servers: [{agency: KEN.DIS, host: 127.0.0.1,"
                + " port: " + port + ", user: somebody, folder: /x, keyFile: deploy/secrets/sftp,"
                + " knownHosts: deploy/known_hosts}]}\n";
        assertThat(mended(files)).containsExactly("FILE_SERVER");
        assertThat(look(files).toString()).contains("deploy/secrets/sftp").doesNotContain("somebody");
    }

    /** Names that need no name service: addresses, and the one that is kept for leading nowhere. */
    @Test
    void targetsThatMustNotBeCalledOrLeadNowhereAreNamed() throws IOException {
        assertThat(mended(hook("https://8.8.8.8/x", false))).isEmpty();
        assertThat(mended(hook("https://10.0.0.7/x", false))).containsExactly("TARGET");
        assertThat(mended(hook("https://10.0.0.7/x", true))).isEmpty();
        assertThat(mended(hook("https://169.254.169.254/x", true))).containsExactly("TARGET");
        assertThat(mended(hook("https://nowhere.invalid/secret-path", false))).containsExactly("TARGET");
        assertThat(look(hook("https://nowhere.invalid/secret-path", false)).toString())
                .doesNotContain("secret-path");
    }

    private static String hook(String url, boolean ownNetwork) {
        return "watch:\n  webhooks: [{name: duty, url: '" + url + "', secretFile: deploy/duty"
                + (ownNetwork ? ", ownNetwork: true" : "") + "}]\n";
    }

    private Set<String> mended(String hub) throws IOException {
        return look(hub).stream()
                .filter(finding -> finding.state() != State.FINE)
                .peek(finding -> assertThat(finding.todo().isEmpty()).isFalse())
                .map(Finding::code)
                .collect(java.util.stream.Collectors.toSet());
    }

    private List<Finding> look(String hub) throws IOException {
        return new DoorsLook(options(), settings(hub), false, Clock.systemUTC()).findings();
    }

    private HubSettings settings(String hub) throws IOException {
        Files.writeString(config().resolve("deploy/hub.yaml"), "signatures: none\n" + hub);
        Configuration read = Configuration.load(config());
        assertThat(read).as(() -> read.toString()).isInstanceOf(Configuration.Loaded.class);
        return ((Configuration.Loaded) read).settings();
    }

    private HubOptions options() throws IOException {
        return new HubOptions(config(), folder.resolve("data"), 0, 0, doors, false, false);
    }

    /** The states as they are shipped, and no agreement. */
    private Path config() throws IOException {
        Path config = folder.resolve("config");
        if (!Files.exists(config)) {
            Path shipped = Path.of(System.getProperty("kivuko.root", "../.."), "config", "states");
            Files.createDirectories(config.resolve("deploy"));
            Files.createDirectories(config.resolve("states"));
            Files.createDirectories(config.resolve("agreements"));
            try (var files = Files.list(shipped)) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            config.resolve("states").resolve(file.getFileName().toString()));
                }
            }
        }
        return config;
    }
}
