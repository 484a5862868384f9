package org.kivuko.hub.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the public keys of the hub, for agencies. */
@Command(name = "hub-key", description = "prints the public keys of this hub, which every agency with a stick needs")
final class BundleHubKey implements Callable<Integer> {
    @Mixin
    BundleHub hub;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        spec.commandLine().getOut().print(hub.keys().text(false));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
