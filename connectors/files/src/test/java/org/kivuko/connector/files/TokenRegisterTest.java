package org.kivuko.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.agreement.Facts.Register;

class TokenRegisterTest {
    private static final String ONE = "a1".repeat(32);
    private static final String OTHER = "b2".repeat(32);

    @TempDir
    Path folder;

    private Register ask(TokenRegister register, String... tokens) {
        return register.ask("UGA", Set.of(tokens));
    }

    private void write(String text, int secondsLater) throws IOException {
        Path file = folder.resolve("UGA.tokens");
        Files.writeString(file, text);
        Files.setLastModifiedTime(
                file, FileTime.from(Instant.parse("2026-11-01T12:00:00Z").plusSeconds(secondsLater)));
    }

    @Test
    void aStateWithoutAFileHasNoRegister() {
        assertThat(ask(new TokenRegister(folder), ONE)).isEqualTo(Register.NOT_ASKED);
        assertThat(ask(new TokenRegister(folder.resolve("missing")), ONE)).isEqualTo(Register.NOT_ASKED);
    }

    @Test
    void oneTokenOfSeveralIsEnough() throws IOException {
        // Given
        write("# delivered monthly\n\n" + ONE + "\n", 0);
        var register = new TokenRegister(folder);
        // When, Then
        assertThat(ask(register, OTHER, ONE)).isEqualTo(Register.PROTECTED);
        assertThat(ask(register, OTHER)).isEqualTo(Register.NOT_PROTECTED);
        assertThat(register.ask("KEN", Set.of(ONE))).isEqualTo(Register.NOT_ASKED);
    }

    @Test
    void whoCannotBeNamedToItIsNotCleared() throws IOException {
        // Given
        write(ONE, 0);
        // When, Then
        assertThat(ask(new TokenRegister(folder))).isEqualTo(Register.SILENT);
    }

    @Test
    void aChangedFileCountsFromTheNextQuestionOn() throws IOException {
        // Given
        var register = new TokenRegister(folder);
        write(ONE, 0);
        assertThat(ask(register, OTHER)).isEqualTo(Register.NOT_PROTECTED);
        // When
        write(OTHER, 1);
        // Then
        assertThat(ask(register, OTHER)).isEqualTo(Register.PROTECTED);
        assertThat(ask(register, ONE)).isEqualTo(Register.NOT_PROTECTED);
    }

    /** The planted defects: a line that is no token, bytes that are no text, a folder in its place. */
    @Test
    void whatCannotBeReadIsSilentAndClearsNobody() throws IOException {
        // Given
        var register = new TokenRegister(folder);
        write(ONE + "\nAmina Canary\n", 0);
        // When, Then
        assertThat(ask(register, OTHER)).isEqualTo(Register.SILENT);
        Files.write(folder.resolve("UGA.tokens"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(ask(register, OTHER)).isEqualTo(Register.SILENT);
        Files.delete(folder.resolve("UGA.tokens"));
        Files.createDirectory(folder.resolve("UGA.tokens"));
        assertThat(ask(register, OTHER)).isEqualTo(Register.SILENT);
    }
}
