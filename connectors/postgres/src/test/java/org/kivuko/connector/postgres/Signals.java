package org.kivuko.connector.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signals to a server and its children, which this test started. */
final class Signals {
    private Signals() {}

    static void send(String signal, ProcessHandle server) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("kill", "-" + signal));
        Stream.concat(Stream.of(server), server.descendants())
                .map(process -> Long.toString(process.pid()))
                .forEach(command::add);
        new ProcessBuilder(command).start().waitFor();
    }
}
