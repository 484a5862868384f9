package org.kivuko.hub.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kivuko.hub.ClockNote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says that a clock which the hub doubts is right: to a hub that runs, or to the next start where none does. */
@Command(
        name = "confirm",
        description = "says that the clock is right, to a hub that doubts it or refused to start by it")
final class ClockConfirm implements Callable<Integer> {
    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            paramLabel = "URL",
            description = "where the hub is (${DEFAULT-VALUE})")
    URI url;

    @Option(
            names = "--data",
            defaultValue = ".data",
            paramLabel = "DIR",
            description = "the hub's data folder (${DEFAULT-VALUE})")
    Path data;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        try {
            var answer =
                    ClientOptions.client(url, data, "operator").post("/v1/ops/clock/confirm", "", "application/json");
            out.println(answer.body());
            out.flush();
            return answer.fine() ? 0 : 1;
        } catch (ConnectException noHub) {
            ClockNote.write(data);
            out.println("no hub runs at " + url + "; the next start in " + data + " takes the clock for right");
            out.flush();
            return 0;
        }
    }
}
