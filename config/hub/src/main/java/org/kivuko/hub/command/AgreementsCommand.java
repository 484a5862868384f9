package org.kivuko.hub.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at the configuration without a hub running. */
@Command(
        name = "agreements",
        description =
                "checks the configuration, shows what crosses between whom, or explains what becomes of a message",
        subcommands = {
            AgreementsCheck.class,
            AgreementsMatrix.class,
            AgreementsExplain.class,
            AgreementsExport.class,
            AgreementsNew.class,
            AgreementsProve.class,
            AgreementsKeygen.class,
            AgreementsSign.class,
            AgreementsVerify.class,
            AgreementsAct.class,
            AgreementsReload.class,
            AgreementsEmergency.class,
            AgreementsDiff.class
        })
public final class AgreementsCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "say what to do: check, matrix, explain, export, new, prove, keygen, sign, verify, act, reload, emergency or diff");
    }
}
