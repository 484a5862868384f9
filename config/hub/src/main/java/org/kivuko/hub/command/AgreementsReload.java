package org.kivuko.hub.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has a running hub read its configuration folder again. Exit code 1: it has faults, and what was in force stays. */
@Command(name = "reload", description = "has a running hub read its configuration folder again")
final class AgreementsReload implements Callable<Integer> {
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
            description = "the hub's data folder, for the operator's key (${DEFAULT-VALUE})")
    Path data;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var answer = ClientOptions.client(url, data, "operator").post("/v1/ops/configuration", "", "application/json");
        var out = spec.commandLine().getOut();
        out.println(answer.body());
        out.flush();
        return answer.fine() ? 0 : 1;
    }
}
