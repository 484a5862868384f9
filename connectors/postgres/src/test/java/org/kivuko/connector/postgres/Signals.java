package org.kivuko.connector.postgres;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Signals to a server and its children, which this test started. */
final class Signals {
    private Signals() {}

    static void send(String signal, ProcessHandle server) throws IOException, InterruptedException {
        // It starts no child any more while the others are looked up.
        send("STOP", List.of(server.pid()));
        send(
                signal,
                Stream.concat(Stream.of(server), server.descendants())
                        .map(ProcessHandle::pid)
                        .toList());
    }

    private static void send(String signal, List<Long> processes) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.forEach(pid -> command.add(Long.toString(pid)));
        new ProcessBuilder(command).start().waitFor();
    }
}
