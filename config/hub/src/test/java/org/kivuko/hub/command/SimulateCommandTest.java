package org.kivuko.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kivuko.hub.simulate.Profile;

/** What can be wrong about the use of {@code simulate} before a hub is asked. */
class SimulateCommandTest {
    @TempDir
    private Path folder;

    private final CommandTalk terminal = new CommandTalk();

    private void key(String agency) throws IOException {
        Files.createDirectories(folder.resolve("keys"));
        Files.writeString(folder.resolve("keys/" + agency + ".key"), "a-key\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--profile good | --agency or --scenario: expected one of them",
                "--agency KEN.DIS --profile kind | --profile: expected one of good, late, silent",
                "--agency KEN.DIS --rate 5/s | --rate: expected a number and a time such as 5/PT1S, found 5/s",
                "--agency KEN.DIS --for PT0S | --for: expected a time such as PT1M",
                "--agency KEN.DIS --messages 0 | --messages: expected 1 or more, found 0",
                "--agency KEN.DIS --scenario x.yaml | --scenario: the file says it all",
                "--agency KEN.DIS --message missing.json | missing.json: expected a file with a message",
                "--agency KEN.XXX | there is no key at",
                "--agency KEN | 'KEN' is no agency",
                "--scenario missing.yaml | missing.yaml: the file cannot be read"
            })
    void wrongUseIsSaidInOneSentenceAndExitCodeTwo(String arguments, String said) throws IOException {
        // Given
        key("KEN.DIS");

        // When
        int exit = terminal.run(("simulate --data " + folder + " " + arguments).split(" ", -1));

        // Then
        assertThat(terminal.err()).contains(said);
        assertThat(exit).isEqualTo(2);
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void aMessageOfOnesOwnIsOneAndWhatStandsInItIsNotSaid() throws IOException {
        // Given
        key("KEN.DIS");
        Path own = Files.writeString(folder.resolve("own.json"), "{\"data\": \"SECRET");

        // When
        int exit = terminal.run(
                "simulate", "--data", folder.toString(), "--agency", "KEN.DIS", "--message", own.toString());

        // Then
        assertThat(exit).isEqualTo(2);
        assertThat(terminal.err())
                .contains("own.json: expected a message as JSON")
                .doesNotContain("SECRET");
    }

    @Test
    void aHubThatDoesNotAnswerIsNoWrongUse() throws IOException {
        // Given
        key("KEN.DIS");

        // When
        int exit = terminal.run(
                "simulate", "--data", folder.toString(), "--agency", "KEN.DIS", "--url", "http://127.0.0.1:1");

        // Then
        assertThat(exit).isOne();
        assertThat(terminal.err()).contains("no hub answers at http://127.0.0.1:1");
    }

    @ParameterizedTest
    @EnumSource
    void theHelpTellsOfEveryProfile(Profile profile) {
        assertThat(terminal.run("simulate", "--help")).isZero();
        assertThat(terminal.out().replaceAll("\\s+", " ")).contains(profile.code() + " " + profile.meaning());
    }
}
