package org.kivuko.hub.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.kivuko.exchange.Digests;
import org.kivuko.exchange.SubjectMarks;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tools for the registers of protected people that refugee authorities deliver. */
@Command(
        name = "register",
        description = "prints the tokens of which a register of protected people is made",
        subcommands = RegisterCommand.Token.class)
public final class RegisterCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** One line of a register. */
    @Command(
            name = "token",
            description =
                    "prints the token of a document or of a name with its date of birth: one line of STATE.tokens")
    static final class Token implements Callable<Integer> {
        @Option(
                names = "--key",
                defaultValue = ".data/secrets/register",
                paramLabel = "FILE",
                description = "the key that hub and refugee authority share (${DEFAULT-VALUE})")
        Path key;

        @ArgGroup(multiplicity = "1")
        Whom whom;

        @Spec
        CommandSpec spec;

        /** A document or a person. */
        static final class Whom {
            @Option(names = "--document", arity = "2", paramLabel = "VALUE", description = "ISSUER NUMBER")
            String[] document;

            @Option(
                    names = "--person",
                    arity = "3",
                    paramLabel = "VALUE",
                    description = "SURNAME GIVEN-NAMES DATE-OF-BIRTH, as messages write them")
            String[] person;
        }

        @Override
        public Integer call() throws IOException {
            var shared = new SubjectMarks(new Digests(Files.readAllBytes(key)));
            String token = whom.document != null
                    ? shared.document(whom.document[0], whom.document[1])
                    : shared.person(whom.person[0], whom.person[1], whom.person[2]);
            spec.commandLine().getOut().println(token);
            return 0;
        }
    }
}
