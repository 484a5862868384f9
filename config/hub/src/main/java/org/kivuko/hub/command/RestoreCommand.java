package org.kivuko.hub.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kivuko.hub.HubCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Puts a copy of a data folder back. */
@Command(
        name = "restore",
        description = "puts a copy of a data folder back; no hub runs on it before ./kivuko reconcile")
public final class RestoreCommand implements Callable<Integer> {
    @Option(names = "--from", required = true, paramLabel = "DIR", description = "the copy")
    Path from;

    @Mixin
    DataOption data;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        HubCopy.Made made = HubCopy.restore(from, data.folder);
        out.println("put back " + made.files() + " files, as of " + made.taken() + ", to " + made.folder());
        made.secrets().ifPresent(folder -> out.println("the secrets have to lie in " + folder));
        out.println("next: ./kivuko reconcile --data " + made.folder()
                + ", which says what may have been lost, and without which no hub starts on it");
        out.flush();
        return 0;
    }
}
