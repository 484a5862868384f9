package org.kivuko.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What messages are sealed with leaves the data folder and is never made anew by mistake. */
class HubSecretsTest {
    @TempDir
    private Path folder;

    private Path data;
    private Path elsewhere;

    @BeforeEach
    void name() {
        data = folder.resolve("data");
        elsewhere = folder.resolve("elsewhere");
    }

    @Test
    void withoutAnotherFolderTheyLieInTheDataFolderAndStay() throws IOException {
        // Given
        Map<String, String> first = secrets();

        // Then
        assertThat(secrets()).isEqualTo(first);
        assertThat(data.resolve("secrets/content")).exists();
    }

    @Test
    void anExistingHubTakesItsSecretsAlong() throws IOException {
        // Given
        Map<String, String> first = secrets();

        // When
        HubSecrets.keepIn(data, elsewhere);

        // Then
        assertThat(secrets()).isEqualTo(first);
        HubSecrets.NAMES.forEach(name -> {
            assertThat(data.resolve("secrets").resolve(name)).doesNotExist();
            assertThat(elsewhere.resolve(name)).hasSize(32);
        });
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(elsewhere.resolve("content"))))
                .isEqualTo("rw-------");
    }

    /** Seen to fail where they stayed behind: agencies would have closed sticks for keys that nobody has. */
    @Test
    void theKeysOfSticksGoAlongWhereThereAreAny() throws IOException {
        // Given
        secrets();
        Path before = HubSecrets.stickKeys(data);
        Files.writeString(before, "keys");

        // When
        HubSecrets.keepIn(data, elsewhere);

        // Then
        assertThat(HubSecrets.stickKeys(data)).hasParent(elsewhere).hasContent("keys");
        assertThat(before).doesNotExist();
    }

    @Test
    void whereNoHubWasStartedNoKeysOfSticksAreLookedFor() {
        assertThatThrownBy(() -> HubSecrets.stickKeys(data))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(data.toString());
    }

    @Test
    void aNewHubMakesThemThereAtOnce() throws IOException {
        // When
        HubSecrets.keepIn(data, elsewhere);

        // Then
        assertThat(secrets()).hasSize(3);
        assertThat(data.resolve("secrets/content")).doesNotExist();
    }

    @Test
    void laterStartsNeedNotNameThem() throws IOException {
        // Given
        HubSecrets.keepIn(data, elsewhere);
        Map<String, String> first = secrets();

        // When
        HubSecrets.keepIn(data, elsewhere);

        // Then
        assertThat(secrets()).isEqualTo(first);
    }

    @Test
    void whereTheFolderIsNotThereNoNewOnesAreMade() throws IOException {
        // Given
        HubSecrets.keepIn(data, elsewhere);
        Files.move(elsewhere, folder.resolve("unplugged"));

        // Then
        assertThatThrownBy(this::secrets)
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(elsewhere.toString())
                .hasMessageContaining("--secrets");
        assertThatThrownBy(() -> HubSecrets.keepIn(data, elsewhere)).isInstanceOf(StartRefused.class);
        assertThat(elsewhere.resolve("content")).doesNotExist();
        assertThat(data.resolve("secrets/content")).doesNotExist();
    }

    @Test
    void whereTheFolderHasAnotherNameNowItIsNamedOnce() throws IOException {
        // Given
        HubSecrets.keepIn(data, elsewhere);
        Map<String, String> first = secrets();
        Path renamed = Files.move(elsewhere, folder.resolve("renamed"));

        // When
        HubSecrets.keepIn(data, renamed);

        // Then
        assertThat(secrets()).isEqualTo(first);
    }

    @Test
    void secretsOfAnotherHubAreNotTaken() throws IOException {
        // Given
        secrets();
        HubSecrets.keepIn(folder.resolve("other"), elsewhere);
        byte[] own = Files.readAllBytes(data.resolve("secrets/content"));

        // Then
        assertThatThrownBy(() -> HubSecrets.keepIn(data, elsewhere)).isInstanceOf(StartRefused.class);
        assertThat(data.resolve("secrets/content")).hasBinaryContent(own);
    }

    @Test
    void aFolderInsideTheDataFolderIsRefused() {
        assertThatThrownBy(() -> HubSecrets.keepIn(data, data.resolve("more")))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("FILE_SECRETS_INSIDE");
    }

    @Test
    void whatWasInterruptedIsGoneOnWith() throws IOException {
        // Given a stop after the first secret was brought, before any note
        Map<String, String> first = secrets();
        Files.createDirectories(elsewhere);
        Files.copy(data.resolve("secrets/content"), elsewhere.resolve("content"));

        // When
        HubSecrets.keepIn(data, elsewhere);

        // Then
        assertThat(secrets()).isEqualTo(first);
    }

    @Test
    void healthSaysPlainlyWhereTheyLieInTheDataFolder() throws IOException {
        // Given
        secrets();

        // Then
        assertThat(HubHealth.secrets(data, false)).startsWith("SECRETS_IN_DATA");
        HubSecrets.keepIn(data, elsewhere);
        assertThat(HubHealth.secrets(data, false)).isEmpty();
    }

    private Map<String, String> secrets() throws IOException {
        try (DataFolder held = DataFolder.open(data)) {
            var secrets = HubSecrets.of(held);
            var found = new HashMap<String, String>();
            for (String name : HubSecrets.NAMES) {
                found.put(name, java.util.HexFormat.of().formatHex(secrets.read(name)));
            }
            return found;
        }
    }
}
