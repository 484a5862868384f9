package org.kivuko.hub.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.kivuko.hub.Main;

/** Gives commands as from a terminal, and keeps what the last one said. */
final class CommandTalk {
    private String out = "";
    private String err = "";

    /** The exit code. */
    int run(String... arguments) {
        var said = new StringWriter();
        var complained = new StringWriter();
        int exit = Main.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(complained))
                .execute(arguments);
        out = said.toString();
        err = complained.toString();
        return exit;
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }
}
