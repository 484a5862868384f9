package org.kivuko.hub.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.HubReconciliation;
import org.kivuko.operations.restore.Loss;
import org.kivuko.operations.restore.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** After a restore: holds broker and ledger against each other. Codes and ids are printed, no content. */
@Command(
        name = "reconcile",
        description =
                "holds broker and ledger of a stopped hub against each other after a restore, and tells every agency")
public final class ReconcileCommand implements Callable<Integer> {
    private static final int MOST_PRINTED = 10_000;

    @Mixin
    HubFolders folders;

    @Mixin
    DataOption data;

    @Option(names = "--check", description = "only looks; exit code 1 where a hub would not start")
    boolean check;

    @Option(
            names = "--restored",
            description =
                    "the data folder was put back by other means than ./kivuko restore, broker and database together")
    boolean restored;

    @Option(
            names = "--since",
            paramLabel = "INSTANT",
            description = "of when the older copy is, where that is known better than by the copy itself")
    Instant since;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        var options = new HubOptions(
                folders.config.folder, data.folder, folders.http, folders.amqp, folders.doors(), false, false);
        var reconciliation = new HubReconciliation(options, folders.load(), Clock.systemUTC());
        HubReconciliation.Outcome looked = reconciliation.look(Optional.ofNullable(since));
        boolean needed = looked.needed() || restored;
        HubReconciliation.Outcome outcome =
                needed && !check ? reconciliation.carryOut(Optional.ofNullable(since)) : looked;
        print(outcome, needed, out);
        out.flush();
        return check && needed ? 1 : 0;
    }

    private static void print(HubReconciliation.Outcome outcome, boolean needed, PrintWriter out) {
        Plan plan = outcome.plan();
        out.println(plan.drift().age().code()
                + (needed ? "" : ": broker and ledger belong together, there is nothing to do"));
        plan.drift().findings().forEach(finding -> out.println("  " + finding));
        if (!needed) {
            return;
        }
        plan.since().ifPresent(at -> out.println("what happened after " + at + " may be unknown here"));
        out.println(plan.again().size() + " deliveries are written anew, under their ids and numbers");
        for (Loss.Kind kind : Loss.Kind.values()) {
            print(kind, plan.losses(), out);
        }
        outcome.begun().ifPresent(begun -> {
            out.println("links are numbered anew: linkepoch " + begun.epoch() + ", before " + begun.before());
            out.println(outcome.told() + " agencies are told; the hub may be started");
        });
    }

    private static void print(Loss.Kind kind, List<Loss> losses, PrintWriter out) {
        List<Loss> ofKind = losses.stream().filter(loss -> loss.kind() == kind).toList();
        if (ofKind.isEmpty()) {
            return;
        }
        out.println(ofKind.size() + " " + words(kind));
        ofKind.stream()
                .limit(MOST_PRINTED)
                .forEach(loss -> out.println("  " + kind.code() + " " + loss.key()
                        + loss.recipient().map(to -> " to " + to).orElse("")));
        if (ofKind.size() > MOST_PRINTED) {
            out.println("  and more: all of them stand in the table restore_loss");
        }
    }

    private static String words(Loss.Kind kind) {
        return switch (kind) {
            case ACCEPTED -> "messages were accepted and lie nowhere: their senders are asked to post them again";
            case UNKNOWN ->
                "deliveries lie in inboxes and the ledger does not know them: they are put aside into hub.dead, and their"
                        + " senders are asked to post them again";
            case GONE ->
                "deliveries lie in their inboxes no more: they were taken over or withdrawn after the older copy, and are"
                        + " noted as taken over; their recipients can ask for them again by epoch and number";
        };
    }
}
