package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;

/** What {@code hub.yaml} says about the file door: each fault is named at its place. */
class FileDoorReaderTest {
    private static final String FILES =
            "files: {folder: /srv/exchange, every: PT5S, keep: P30D, agencies: [KEN.DIS, UGA.DCIC]}\n";

    @TempDir
    private Path folder;

    @Test
    void whatIsStatedHolds() {
        // Given
        GoodTree.in(folder)
                .append(GoodTree.HUB, FILES)
                .replace(GoodTree.UGANDA, "roles: [immigration]}", "roles: [immigration], inbox: files}");

        // When
        var loaded = (Configuration.Loaded) Configuration.load(folder);

        // Then
        assertThat(loaded.settings().files())
                .contains(new FileSettings(
                        Path.of("/srv/exchange"),
                        Duration.ofSeconds(5),
                        Period.ofDays(30),
                        Set.of(AgencyId.of("KEN.DIS"), AgencyId.of("UGA.DCIC")),
                        List.of()));
        assertThat(loaded.directory()
                        .agency(AgencyId.of("UGA.DCIC"))
                        .orElseThrow()
                        .fetching())
                .isEqualTo(Directory.Fetching.FILES);
    }

    private static final String SERVER =
            "host: sftp.example, user: kivuko, folder: /kivuko, keyFile: deploy/secrets/sftp, knownHosts: deploy/known_hosts";

    @Test
    void aServerIsReachedAsStatedAndItsKeyIsASecret() {
        // Given
        GoodTree.in(folder)
                .append(
                        GoodTree.HUB,
                        "files: {folder: /srv/exchange, servers: [{agency: UGA.DCIC, port: 2222, " + SERVER + "}]}\n")
                .replace(GoodTree.UGANDA, "roles: [immigration]}", "roles: [immigration], inbox: files}");

        // When
        var settings = ((Configuration.Loaded) Configuration.load(folder)).settings();

        // Then
        assertThat(settings.files().orElseThrow().servers())
                .containsExactly(new FileSettings.Server(
                        AgencyId.of("UGA.DCIC"),
                        "sftp.example",
                        2222,
                        "kivuko",
                        "/kivuko",
                        "deploy/secrets/sftp",
                        "deploy/known_hosts"));
        assertThat(settings.files().orElseThrow().keep()).as("unless stated").isEqualTo(Period.ofDays(90));
        assertThat(settings.secretFiles()).contains("deploy/secrets/sftp");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "knownHosts: deploy/known_hosts |  | files.servers[0].knownHosts",
                "keyFile: deploy/secrets/sftp | password: secret | files.servers[0].keyFile",
                "/kivuko | ../kivuko | files.servers[0].folder",
                "/kivuko | /kivuko/*/x | files.servers[0].folder",
                "host: sftp.example | host: '-oProxyCommand=x' | files.servers[0].host",
                "user: kivuko | user: 'a b' | files.servers[0].user",
                "KEN.BMS | KEN.DIS | files.servers[0].agency",
            })
    void aServerThatIsNotSafeToReachIsNamed(String good, String bad, String path) {
        // Given
        String line =
                "files: {folder: /srv/exchange, agencies: [KEN.DIS], servers: [{agency: KEN.BMS, " + SERVER + "}]}\n";
        String broken = line.replace(good, bad == null ? "port: 22" : bad);
        GoodTree.in(folder).append(GoodTree.HUB, broken);

        // When
        var refused = (Configuration.Refused) Configuration.load(folder);

        // Then
        assertThat(refused.problems()).anyMatch(problem -> problem.path().equals(path));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "files: {agencies: [KEN.DIS]} | files.folder | folder",
                "files: {folder: /srv/exchange} | files.agencies | agencies",
                "files: {folder: exchange, agencies: [KEN.DIS]} | files.folder | whole path",
                "files: {folder: /srv/exchange, agencies: []} | files.agencies | at least one",
                "files: {folder: /srv/exchange, agencies: [KEN.DSI]} | files.agencies[0] | KEN.DIS",
                "files: {folder: /srv/exchange, agencies: [KEN.DIS, KEN.DIS]} | files.agencies[1] | keep one",
                "files: {folder: /srv/exchange, agencies: [KEN.DIS], every: PT2H} | files.every | at most PT1H",
                "files: {folder: /srv/exchange, agencies: [KEN.DIS], keep: P6D} | files.keep | at least P7D",
            })
    void eachFaultIsNamed(String lines, String path, String remedy) {
        // Given
        GoodTree.in(folder).append(GoodTree.HUB, lines + "\n");

        // When
        var refused = (Configuration.Refused) Configuration.load(folder);

        // Then
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.message() + " " + problem.remedy()).contains(remedy);
        });
    }

    @Test
    void whoFetchesWithFilesNeedsAFolder() {
        // Given
        GoodTree.in(folder).replace(GoodTree.UGANDA, "roles: [immigration]}", "roles: [immigration], inbox: files}");

        // When
        var refused = (Configuration.Refused) Configuration.load(folder);

        // Then
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains("'UGA.DCIC' fetches with files and has no folder");
            assertThat(problem.remedy()).contains("files.agencies");
        });
    }
}
