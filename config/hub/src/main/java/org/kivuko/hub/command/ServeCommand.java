package org.kivuko.hub.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.kivuko.hub.Hub;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.HubSecrets;
import org.kivuko.hub.TimeSources;
import org.kivuko.hub.safety.ProcessCheck;
import org.kivuko.operations.safety.SafetyFault;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the hub until it is told to stop. */
@Command(name = "serve", description = "runs the hub until it is stopped (SIGTERM or Ctrl-C)")
public final class ServeCommand implements Callable<Integer> {
    @Mixin
    HubFolders folders;

    @Mixin
    DataOption data;

    @Option(
            names = "--secrets",
            paramLabel = "DIR",
            description = "keeps what messages are sealed with in this folder from now on, outside the data folder")
    Path secrets;

    @Option(names = "--issue-keys", description = "write a key for each agency and the operator that has none")
    boolean issueKeys;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        List<SafetyFault> process = ProcessCheck.faults();
        if (secrets != null && process.isEmpty()) {
            HubSecrets.keepIn(data.folder, secrets);
        }
        var options = new HubOptions(
                folders.config.folder, data.folder, folders.http, folders.amqp, folders.doors(), issueKeys, false);
        var running = new Running(spec.commandLine().getOut());
        Hub hub = Hub.start(options, folders::load, TimeSources.ofThisMachine(), process);
        running.with(hub);
        running.sayReady(hub, options);
        return running.untilStopped(hub);
    }
}
