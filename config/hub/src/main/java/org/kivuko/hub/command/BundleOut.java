package org.kivuko.hub.command;

import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Packs what waits for an agency, at the hub. */
@Command(name = "out", description = "packs what waits for an agency at this hub: deliveries, receipts and answers")
final class BundleOut implements Callable<Integer> {
    @Mixin
    BundleHub hub;

    @Option(names = "--as", required = true, paramLabel = "AGENCY", description = "for whom")
    String agency;

    @Option(names = "--to", required = true, paramLabel = "FILE", description = "the file to be carried")
    Path file;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        return BundleText.print(hub.sticks().pack(agency, file, Instant.now()), spec);
    }
}
