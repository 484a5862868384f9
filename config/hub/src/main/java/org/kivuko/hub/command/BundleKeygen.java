package org.kivuko.hub.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kivuko.hub.KeyFiles;
import org.kivuko.hub.stick.StickKeys;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes an agency's keys: the private parts into a file that its owner alone can read, the public ones beside it. */
@Command(
        name = "keygen",
        description = "makes the keys with which an agency signs what it sends and opens what it gets")
final class BundleKeygen implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "where the private keys go; it must not exist yet")
    Path file;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var out = spec.commandLine().getOut();
        if (Files.exists(file)) {
            spec.commandLine().getErr().println(file + " exists; a key is never overwritten");
            return 1;
        }
        StickKeys keys = StickKeys.generate();
        KeyFiles.writePrivate(file, keys.text(true));
        Path open = Path.of(file + ".pub");
        Files.writeString(open, keys.text(false));
        out.println("the private keys are in " + file + ", and stay at the agency");
        out.println(open + " goes to the hub, as config/deploy/bundles/AGENCY.pub");
        out.flush();
        return 0;
    }
}
