package org.kivuko.hub.command;

import java.util.Locale;
import org.kivuko.hub.stick.Bundle;
import org.kivuko.hub.stick.Sticks;
import org.kivuko.model.Fault;
import picocli.CommandLine.Model.CommandSpec;

/** What came of a bundle, in words. Exit code 0, or 1 where it was refused. */
final class BundleText {
    private BundleText() {}

    static int print(Sticks.Result result, CommandSpec spec) {
        var out = spec.commandLine().getOut();
        if (result instanceof Sticks.Packed it) {
            out.println("bundle " + it.number() + " for " + it.to() + ": "
                    + it.load().items().size() + " files");
            if (it.load().waits() > 0) {
                out.println(it.load().waits() + " more did not fit; they travel once the other end has these");
            }
            if (it.load().unfit() > 0) {
                out.println(it.load().unfit() + " files stay here: their names do not fit, or they are too large");
            }
        } else if (result instanceof Sticks.Read it) {
            out.println(named(it.bundle()) + ": " + it.bundle().items().size() + " files, packed "
                    + it.bundle().packed());
        } else if (result instanceof Sticks.Before it) {
            out.println(named(it.bundle()) + " brings nothing: bundle " + it.last() + " was unpacked before");
        } else if (result instanceof Sticks.Refused it) {
            return refuse(it, spec);
        }
        out.flush();
        return 0;
    }

    private static String named(Bundle bundle) {
        return "bundle " + bundle.number() + " from " + bundle.from();
    }

    private static int refuse(Sticks.Refused refused, CommandSpec spec) {
        var err = spec.commandLine().getErr();
        err.println("the bundle was refused, and nothing was changed; its sender has to mend it:");
        refused.faults().forEach(fault -> err.println("  " + line(fault)));
        err.flush();
        return 1;
    }

    private static String line(Fault fault) {
        String place = fault.pointer().isEmpty() ? "the whole" : fault.pointer();
        return String.format(Locale.ROOT, "%s %s: %s", fault.code(), place, fault.detail());
    }
}
