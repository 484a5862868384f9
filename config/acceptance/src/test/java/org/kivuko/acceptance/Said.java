package org.kivuko.acceptance;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.kivuko.hub.Main;

/** What a run of a command says, and its exit code. */
record Said(int exit, List<String> out, String err) {
    /** Runs a command of {@code ./kivuko} that speaks to this hub. */
    static Said by(TestHub hub, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var toTheHub = Stream.of(
                "--url", hub.hub().url().toString(), "--data", hub.data().toString());
        int exit = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of(arguments), toTheHub).toArray(String[]::new));
        return new Said(exit, out.toString().lines().toList(), err.toString());
    }
}
