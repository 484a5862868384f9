package org.kivuko.hub.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Has a running hub read its configuration folder again. Exit code 1: it has faults, and what was in force stays. */
@Command(name = "reload", description = "has a running hub read its configuration folder again")
final class AgreementsReload implements Callable<Integer> {
    @Mixin
    OperatorOptions hub;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var answer = hub.client().post("/v1/ops/configuration", "", "application/json");
        var out = spec.commandLine().getOut();
        out.println(answer.body());
        out.flush();
        return answer.fine() ? 0 : 1;
    }
}
