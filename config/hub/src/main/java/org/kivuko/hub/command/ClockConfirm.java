package org.kivuko.hub.command;

import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.Callable;
import org.kivuko.hub.ClockNote;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says that a clock which the hub doubts is right: to a hub that runs, or to the next start where none does. */
@Command(
        name = "confirm",
        description = "says that the clock is right, to a hub that doubts it or refused to start by it")
final class ClockConfirm implements Callable<Integer> {
    @Mixin
    OperatorOptions hub;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        try {
            var answer = hub.client().post("/v1/ops/clock/confirm", "", "application/json");
            out.println(answer.body());
            out.flush();
            return answer.fine() ? 0 : 1;
        } catch (ConnectException noHub) {
            ClockNote.write(hub.data);
            out.println("no hub runs at " + hub.url + "; the next start in " + hub.data + " takes the clock for right");
            out.flush();
            return 0;
        }
    }
}
