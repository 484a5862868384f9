package org.kivuko.hub.command;

import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.configuration.HubSettings.Signatures;
import org.kivuko.hub.life.LivingAgreement;
import org.kivuko.hub.life.LivingAgreements;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Checks signatures and acts in the configuration folder, whatever {@code hub.yaml} asks for. Exit code 0: every agreement
 * that was looked at has the valid signature of every party and a whole chain of acts.
 */
@Command(name = "verify", description = "checks the signatures and acts of one agreement, or of all")
final class AgreementsVerify implements Callable<Integer> {
    @Parameters(paramLabel = "ID", arity = "0..1", description = "the agreement; all where it is left out")
    String id;

    @Mixin
    ConfigurationOptions options;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        var read = ConfigOption.loaded(options.folder);
        var loaded = read.with(read.settings().with(Signatures.REQUIRED));
        var living = LivingAgreements.ofFolder(loaded).all().stream()
                .filter(it -> id == null || it.agreement().id().equals(id))
                .toList();
        if (living.isEmpty()) {
            throw new StartRefused("there is no agreement " + id + " in " + options.folder);
        }
        var out = spec.commandLine().getOut();
        living.forEach(it -> print(it, out::println));
        out.flush();
        return living.stream()
                        .allMatch(it -> it.unsigned().isEmpty() && it.faults().isEmpty())
                ? 0
                : 1;
    }

    private static void print(LivingAgreement it, Consumer<String> out) {
        var state = it.agreement().life().at(Instant.now()).state().code();
        out.accept(it.text().reference() + " " + state + " " + it.text().digest());
        if (!it.signed().isEmpty()) {
            out.accept("    signed by " + String.join(", ", it.signed()));
        }
        if (!it.unsigned().isEmpty()) {
            out.accept("    not signed by " + String.join(", ", it.unsigned()));
        }
        it.chain().acts().forEach(act -> out.accept("    " + act.act().at() + " " + act.act()));
        it.faults().forEach(fault -> out.accept("    FAULT: " + fault));
    }
}
