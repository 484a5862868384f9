package org.kivuko.acceptance.kill;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.kivuko.acceptance.fault.LoopDisk;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./kivuko chaos}: a storm for anyone. Exit codes: 0 the hub kept its word, 1 something is wrong, 2 wrong use.
 */
@Command(
        name = "kivuko chaos",
        mixinStandardHelpOptions = true,
        description =
                "Strikes a hub under load at random moments, and says whether it lost, doubled, leaked or disordered"
                        + " anything. A seed repeats messages, order and moments.")
final class Chaos implements Callable<Integer> {
    private static final int FINE = 0;
    private static final int WRONG = 1;
    private static final int WRONG_USE = 2;

    @Option(names = "--messages", defaultValue = "600", description = "originals, over 16 senders (${DEFAULT-VALUE})")
    int messages;

    @Option(
            names = "--kills",
            defaultValue = "6",
            description = "of three kinds, mixed by the seed: JVM, JVM and PostgreSQL, PostgreSQL (${DEFAULT-VALUE})")
    int kills;

    @Option(names = "--freezes", defaultValue = "1", description = "of up to 12 s (${DEFAULT-VALUE})")
    int freezes;

    @Option(names = "--stops", defaultValue = "1", description = "in order, by SIGTERM (${DEFAULT-VALUE})")
    int stops;

    @Option(
            names = "--power",
            description = "power cuts of the disk of broker and database, and no other blows; needs Linux and root")
    int power;

    @Option(names = "--seed", description = "repeats an earlier storm; otherwise a new one is drawn and printed")
    Long seed;

    @Option(names = "--json", paramLabel = "FILE", description = "writes the report there too")
    Path json;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description = "an empty folder for data, log and journals, which stays; otherwise one that is taken away")
    Path keep;

    @Option(names = "--verbose", description = "a line for each blow")
    boolean verbose;

    @Spec
    CommandSpec spec;

    private Chaos() {}

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Chaos()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> faults = faults();
        if (!faults.isEmpty()) {
            // One line without the help behind it, in which it would be lost.
            spec.commandLine().getErr().println("kivuko: " + String.join("; ", faults));
            return WRONG_USE;
        }
        long drawn = seed == null ? new Random().nextInt(Integer.MAX_VALUE) : seed;
        return power > 0 ? cutPower(drawn) : storm(drawn);
    }

    /** All that keeps it from beginning. */
    private List<String> faults() throws IOException {
        var faults = new ArrayList<String>();
        if (messages < StormStates.SENDERS) {
            faults.add("--messages must be at least " + StormStates.SENDERS + ", one for each sender");
        }
        if (Math.min(Math.min(kills, freezes), Math.min(stops, power)) < 0) {
            faults.add("--kills, --freezes, --stops and --power cannot be less than 0");
        }
        if (keep != null && Files.exists(keep) && !empty(keep)) {
            faults.add("--keep " + keep + " is not an empty folder");
        }
        List<String> missing = power > 0 ? LoopDisk.missing() : List.of();
        if (!missing.isEmpty()) {
            faults.add("--power cannot be done here, missing: " + String.join(", ", missing));
        }
        return faults;
    }

    private static boolean empty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private int storm(long drawn) throws IOException, InterruptedException {
        var storm = new Storm(messages, Blow.mixed(kills, freezes, stops, new Random(drawn)), drawn, List.of());
        PrintWriter error = spec.commandLine().getErr();
        error.println("kivuko: %d messages, %d blows, seed %d"
                .formatted(messages, storm.blows().size(), drawn));
        Path folder = folder();
        long begun = System.nanoTime();
        Storm.Outcome outcome = storm.run(folder, said -> tell(error, begun, said));
        spec.commandLine().getOut().print(StormReport.table(storm, outcome));
        if (json != null) {
            Files.writeString(json, StormReport.json(storm, outcome));
        }
        return end(wentWell(outcome), folder);
    }

    private int cutPower(long drawn) throws IOException, InterruptedException {
        var cuts = new PowerCuts(messages, power, drawn);
        PrintWriter error = spec.commandLine().getErr();
        error.println("kivuko: %d messages, %d power cuts, seed %d".formatted(messages, power, drawn));
        Path folder = folder();
        long begun = System.nanoTime();
        PowerCuts.Outcome outcome = cuts.run(folder, said -> tell(error, begun, said));
        spec.commandLine().getOut().print(PowerReport.table(cuts, outcome));
        if (json != null) {
            Files.writeString(json, PowerReport.json(cuts, outcome));
        }
        return end(outcome.well() && outcome.verdict().figure("accepted") == messages, folder);
    }

    private Path folder() throws IOException {
        return keep == null ? Files.createTempDirectory("kivuko-chaos-") : Files.createDirectories(keep);
    }

    private int end(boolean well, Path folder) throws IOException {
        spec.commandLine().getOut().println(well ? "the hub kept its word" : "SOMETHING IS WRONG, see above");
        spec.commandLine().getOut().flush();
        if (keep == null && well) {
            remove(folder);
        } else {
            spec.commandLine().getErr().println("kivuko: data, log and journals are in " + folder);
        }
        return well ? FINE : WRONG;
    }

    private boolean wentWell(Storm.Outcome outcome) {
        return outcome.verdict().faults().isEmpty()
                && outcome.verdict().figure("accepted") == messages
                && outcome.equations().stream().allMatch(Equation::balanced);
    }

    private void tell(PrintWriter error, long begun, String said) {
        if (verbose) {
            double seconds = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1_000.0;
            error.println("kivuko: %6.1f s  %s".formatted(seconds, said));
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
