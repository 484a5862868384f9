package org.kivuko.hub.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.kivuko.hub.stick.Bundle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Packs what an agency sends, at the agency. */
@Command(name = "pack", description = "packs send/ and taken/ of a folder, at an agency")
final class BundlePack implements Callable<Integer> {
    @Mixin
    BundleAgency agency;

    @Parameters(paramLabel = "FOLDER", description = "the agency's folder, made where it is missing")
    Path folder;

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "the file to be carried")
    Path file;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return BundleText.print(agency.sticks(folder).pack(Bundle.HUB, file, Instant.now()), spec);
    }
}
