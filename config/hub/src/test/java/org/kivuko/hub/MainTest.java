package org.kivuko.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class MainTest {
    static Stream<String> commands() {
        return withAllBelow(Main.commandLine())
                .map(command -> command.getCommandSpec().qualifiedName());
    }

    private static Stream<CommandLine> withAllBelow(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(MainTest::withAllBelow));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysHowItIsUsed(String command) {
        // Given
        var said = new StringWriter();
        CommandLine commands = Main.commandLine().setOut(new PrintWriter(said));

        // When
        int exit = commands.execute(
                (command + " --help").substring("kivuko ".length()).split(" ", -1));

        // Then
        assertThat(exit).isZero();
        assertThat(said.toString()).startsWith("Usage: " + command);
    }
}
