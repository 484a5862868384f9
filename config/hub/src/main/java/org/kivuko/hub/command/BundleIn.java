package org.kivuko.hub.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Unpacks what an agency has packed, at the hub. */
@Command(name = "in", description = "unpacks what an agency has packed, at this hub: messages and acknowledgements")
final class BundleIn implements Callable<Integer> {
    @Mixin
    BundleHub hub;

    @Parameters(paramLabel = "FILE", description = "the file that was carried")
    Path file;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return BundleText.print(hub.sticks().unpack(file), spec);
    }
}
