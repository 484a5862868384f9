package org.kivuko.hub.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.kivuko.hub.HubCopy;
import org.kivuko.hub.HubOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Copies the data folder of a hub that does not run. */
@Command(name = "backup", description = "copies the data folder of a stopped hub, with a digest of each file")
public final class BackupCommand implements Callable<Integer> {
    @Mixin
    ConfigOption config;

    @Mixin
    DataOption data;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "the copy; is not there yet")
    Path to;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        var options = new HubOptions(config.folder, data.folder, 0, 0, false, false);
        HubCopy.Made made = HubCopy.make(options, to, Clock.systemUTC());
        out.println("copied " + made.files() + " files, " + made.bytes() + " bytes, as of " + made.taken() + " to "
                + made.folder());
        made.secrets()
                .ifPresentOrElse(
                        folder -> out.println(
                                "not in it: the secrets, which lie in " + folder
                                        + "; without them nobody opens what is sealed, so keep a copy of them apart from this one"),
                        () -> out.println(
                                "in it: the secrets; whoever has the copy opens what is sealed, so keep it locked away"));
        made.database()
                .ifPresent(
                        url -> out.println(
                                "not in it: the database at " + url
                                        + "; have its own back-up made, and after a restore hold both against each other: ./kivuko reconcile"));
        out.flush();
        return 0;
    }
}
