package org.kivuko.hub;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.kivuko.hub.command.AgreementsCommand;
import org.kivuko.hub.command.AlertsCommand;
import org.kivuko.hub.command.BackupCommand;
import org.kivuko.hub.command.BundleCommand;
import org.kivuko.hub.command.ClockCommand;
import org.kivuko.hub.command.ConformCommand;
import org.kivuko.hub.command.DemoCommand;
import org.kivuko.hub.command.DoctorCommand;
import org.kivuko.hub.command.ExerciseCommand;
import org.kivuko.hub.command.HealthCommand;
import org.kivuko.hub.command.ImportCommand;
import org.kivuko.hub.command.InboxCommand;
import org.kivuko.hub.command.InertWriter;
import org.kivuko.hub.command.KeysCommand;
import org.kivuko.hub.command.PeopleCommand;
import org.kivuko.hub.command.PostsCommand;
import org.kivuko.hub.command.ReconcileCommand;
import org.kivuko.hub.command.RegisterCommand;
import org.kivuko.hub.command.RestoreCommand;
import org.kivuko.hub.command.SendCommand;
import org.kivuko.hub.command.ServeCommand;
import org.kivuko.hub.command.SimulateCommand;
import org.kivuko.hub.command.ThreadCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line. Exit codes: 0 fine, 1 a check failed or a start was refused, 2 wrong use, 3 the broker of a running hub has stopped. */
@Command(
        name = "kivuko",
        description = "Information exchange between border agencies, judged under the agreements of their states.",
        synopsisSubcommandLabel = "COMMAND",
        version = "Kivuko 0.1",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            AgreementsCommand.class,
            KeysCommand.class,
            ClockCommand.class,
            DoctorCommand.class,
            HealthCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            ReconcileCommand.class,
            PeopleCommand.class,
            ExerciseCommand.class,
            SendCommand.class,
            InboxCommand.class,
            SimulateCommand.class,
            AlertsCommand.class,
            PostsCommand.class,
            ThreadCommand.class,
            ConformCommand.class,
            ImportCommand.class,
            BundleCommand.class,
            RegisterCommand.class
        })
public final class Main {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "shows this help and exits")
    boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "prints the version and exits")
    boolean version;

    private Main() {}

    /** Runs one command. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The commands, for a caller that goes on afterwards. */
    public static CommandLine commandLine() {
        var commands = new CommandLine(new Main());
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setOut(inert(System.out));
        commands.setErr(inert(System.err));
        // Colours are what the writer takes off: it cannot tell them from those that somebody put into a name.
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        commands.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("kivuko: " + sentence(failure));
            return command.getCommandSpec().exitCodeOnExecutionException();
        });
        return commands;
    }

    private static PrintWriter inert(PrintStream terminal) {
        return new PrintWriter(new InertWriter(new OutputStreamWriter(terminal, Charset.defaultCharset())), true);
    }

    private static String sentence(Exception failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
