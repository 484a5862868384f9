package org.kivuko.hub.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at what the hub has packed, at the agency. */
@Command(
        name = "verify",
        description = "says whether a bundle of the hub is whole and for this agency; changes nothing")
final class BundleVerify implements Callable<Integer> {
    @Mixin
    BundleAgency agency;

    @Parameters(paramLabel = "FILE", description = "the file that was carried")
    Path file;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return BundleText.print(agency.sticks(Path.of("")).verify(file), spec);
    }
}
