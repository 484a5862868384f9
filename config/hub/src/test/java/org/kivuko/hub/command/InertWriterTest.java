package org.kivuko.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.hub.Main;

class InertWriterTest {
    @TempDir
    Path folder;

    private static String written(String text) {
        var out = new StringWriter();
        var writer = new PrintWriter(new InertWriter(out));
        writer.print(text);
        writer.print(text.toCharArray());
        text.chars().forEach(writer::write);
        writer.flush();
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[2J",
                "\u001b]0;title\u0007",
                "\u009b31m",
                "\r",
                "\b",
                "\u0000",
                "\u007f",
                "\u202e",
                "\u2066",
                "\u2069",
                "\u2028"
            })
    void whatATerminalObeysOrWhatTurnsALineRoundIsShown(String text) {
        assertThat(written("a" + text + "b"))
                .doesNotContain(text)
                .contains(String.format("a\\u%04x", (int) text.charAt(0)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain, line\n\tand table",
                "\u0645\u0631\u062d\u0628\u0627",
                "\u1230\u120b\u121d",
                "\ud83d\ude00 \\u001b"
            })
    void allElseStaysAsItIs(String text) {
        assertThat(written(text)).isEqualTo(text + text + text);
    }

    /** Seen to fail without the writer in {@link Main}. */
    @Test
    void theCommandLineShowsNothingThatATerminalObeys() throws IOException {
        // Given
        Files.createDirectories(folder.resolve("states"));
        Files.createDirectories(folder.resolve("agreements"));
        Files.writeString(
                folder.resolve("states/KEN.yaml"), "state: KEN\nname: \"\\e[2J\u202e\"\n\"\\e[31m\\u202ekey\": 1\n");
        var shown = new ByteArrayOutputStream();
        PrintStream before = System.out;
        PrintStream beforeErr = System.err;

        // When
        try (var stream = new PrintStream(shown, true, StandardCharsets.UTF_8)) {
            System.setOut(stream);
            System.setErr(stream);
            Main.commandLine().execute("agreements", "check", "--config", folder.toString());
        } finally {
            System.setOut(before);
            System.setErr(beforeErr);
        }

        // Then
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("[31m\\u202ekey")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }
}
