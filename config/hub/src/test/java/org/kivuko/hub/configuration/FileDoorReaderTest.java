package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;

/** What {@code hub.yaml} says about the file door: each fault is named at its place. */
class FileDoorReaderTest {
    private static final String FILES = "files: {folder: /srv/exchange, every: PT5S, agencies: [KEN.DIS, UGA.DCIC]}\n";

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
                        Set.of(AgencyId.of("KEN.DIS"), AgencyId.of("UGA.DCIC"))));
        assertThat(loaded.directory()
                        .agency(AgencyId.of("UGA.DCIC"))
                        .orElseThrow()
                        .fetching())
                .isEqualTo(Directory.Fetching.FILES);
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
