package org.kivuko.hub.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says what crosses now, between every two states and inside each. */
@Command(name = "matrix", description = "shows for every pair of states and type of message what crosses now")
final class AgreementsMatrix implements Callable<Integer> {
    @Override
    public Integer call() {
        return 0;
    }
}
