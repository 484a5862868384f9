package org.kivuko.connector.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleFilesTest {
    private static final ConsoleFiles FILES = ConsoleFiles.read();
    private static final Pattern STATIC = Pattern.compile("/console/(static/[0-9a-f]{16}/[A-Za-z0-9/._-]+)");

    private static String text(StaticFile file) {
        return new String(file.body(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "queues", "queue/agency.KEN.DIS.outbox", "settings"})
    void givesTheShellForThePathOfEveryPage(String path) {
        assertThat(FILES.find(path).status()).isEqualTo(200);
        assertThat(text(FILES.find(path))).startsWith("<!DOCTYPE html>").doesNotContain("{static}");
        assertThat(FILES.find(path).lasting()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "static/", "static/0000000000000000/app.js", "../app.js", "app.js"})
    void saysThatThereIsNoSuchPage(String path) {
        assertThat(FILES.find(path).status()).isEqualTo(404);
        assertThat(text(FILES.find(path))).isEqualTo(text(FILES.find("")));
    }

    @Test
    void hasEveryFileThatTheShellNames() {
        // Given
        Matcher named = STATIC.matcher(text(FILES.find("")));

        // When and Then
        int files = 0;
        while (named.find()) {
            StaticFile file = FILES.find(named.group(1));
            assertThat(file.status()).as(named.group(1)).isEqualTo(200);
            assertThat(file.lasting()).isTrue();
            files++;
        }
        assertThat(files).isGreaterThan(3);
    }

    @Test
    void packsWithoutLoss() throws IOException {
        // Given
        StaticFile shell = FILES.find("");

        // When
        byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(shell.packed())).readAllBytes();

        // Then
        assertThat(unpacked).isEqualTo(shell.body());
        assertThat(Gzip.packed(new byte[] {1})).isEmpty();
    }

    @Test
    void namesAnotherContentOtherwise() {
        // Given
        var files = new TreeMap<String, byte[]>();
        files.put("a", new byte[] {1});
        String one = Digests.of(files);

        // When
        files.put("a", new byte[] {2});
        String other = Digests.of(files);
        files.clear();
        files.put("b", new byte[] {1});

        // Then
        assertThat(one).matches("[0-9a-f]{16}").isNotEqualTo(other).isNotEqualTo(Digests.of(files));
    }
}
