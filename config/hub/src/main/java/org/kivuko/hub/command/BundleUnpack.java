package org.kivuko.hub.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Unpacks what the hub has packed, at the agency. */
@Command(name = "unpack", description = "unpacks what the hub has packed into a folder, at an agency")
final class BundleUnpack implements Callable<Integer> {
    @Mixin
    BundleAgency agency;

    @Parameters(paramLabel = "FILE", description = "the file that was carried")
    Path file;

    @Option(names = "--into", required = true, paramLabel = "FOLDER", description = "the agency's folder")
    Path folder;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return BundleText.print(agency.sticks(folder).unpack(file), spec);
    }
}
