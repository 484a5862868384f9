package org.kivuko.hub.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What travels on a stick, at the hub (out, in, hub-key) and at an agency (keygen, pack, unpack, verify). */
@Command(
        name = "bundle",
        description = "packs and unpacks what travels on a stick between an agency and a hub",
        subcommands = {
            BundleHubKey.class,
            BundleOut.class,
            BundleIn.class,
            BundleKeygen.class,
            BundlePack.class,
            BundleUnpack.class,
            BundleVerify.class
        })
public final class BundleCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: hub-key, out or in at the hub; keygen, pack, unpack or verify at an agency");
    }
}
