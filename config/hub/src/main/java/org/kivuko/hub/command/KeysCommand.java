package org.kivuko.hub.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kivuko.hub.KeyFiles;
import org.kivuko.model.AgencyId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes and takes away the keys of agencies and operators; a running hub sees it at once. */
@Command(name = "keys", description = "makes or revokes the key of an agency or of the operator")
public final class KeysCommand implements Callable<Integer> {
    /** What to do with the key. */
    enum Action {
        NEW,
        REVOKE
    }

    @Parameters(index = "0", paramLabel = "new|revoke", description = "what to do")
    Action action;

    @Parameters(index = "1", paramLabel = "AGENCY|operator", description = "whose key")
    String name;

    @Option(
            names = "--data",
            defaultValue = ".data",
            paramLabel = "DIR",
            description = "the hub's data folder (${DEFAULT-VALUE})")
    Path data;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!name.equals("operator") && AgencyId.parse(name).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "expected an agency's code such as KEN.DIS, or operator; found '" + name + "'");
        }
        var keys = new KeyFiles(data.resolve("keys"));
        PrintWriter out = spec.commandLine().getOut();
        if (action == Action.NEW) {
            keys.renew(name);
            out.println("new key in " + keys.file(name));
        } else if (!keys.revoke(name)) {
            out.println("there was no key at " + keys.file(name));
            return 1;
        } else {
            out.println("revoked; " + keys.file(name) + " is gone");
        }
        return 0;
    }
}
