package org.kivuko.acceptance.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./kivuko bench}: measures the whole hub against what it is built of, in one run, in turn. Exit codes: 0 measured,
 * whether goals are met or not; 1 it could not be; 2 wrong use.
 */
@Command(
        name = "kivuko bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures the hub, with everything on, against a plain JMS move and a bare camel-jms bridge on the same"
                        + " broker and disk. One judgement alone is measured by `kivuko bench rules`.")
final class Bench implements Callable<Integer> {
    /** What can be measured. */
    enum Part {
        THROUGHPUT,
        LATENCY,
        FANOUT,
        AGENCIES,
        DEAD,
        DOORS,
        START
    }

    @Option(names = "--quick", description = "less of everything, in under two minutes")
    boolean quick;

    @Option(names = "--only", split = ",", description = "some parts alone: ${COMPLETION-CANDIDATES}")
    List<Part> only;

    @Option(names = "--rounds", description = "rounds of each measurement (9, quick: 3)")
    Integer rounds;

    @Option(names = "--waiting", description = "messages for a dead recipient (1000000, quick: 3000)")
    Integer waiting;

    @Option(names = "--agencies", description = "agencies of the hub that has many (2000, quick: 200)")
    Integer agencies;

    @Option(names = "--out", paramLabel = "DIR", description = "where bench.json and bench.svg go (${DEFAULT-VALUE})")
    Path out = Path.of(".");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "a folder on the disk to be measured; what is made in it is taken away again")
    Path data;

    @Spec
    CommandSpec spec;

    private Bench() {}

    /** @param arguments see {@code --help} */
    public static void main(String[] arguments) {
        var command = new CommandLine(new Bench());
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("kivuko: the measurement failed: " + failure);
            return line.getCommandSpec().exitCodeOnExecutionException();
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Path folder = data == null
                ? Files.createTempDirectory("kivuko-bench-")
                : Files.createTempDirectory(Files.createDirectories(data), "bench-");
        try {
            Results results =
                    measure(plan(), folder, new Progress(spec.commandLine().getErr()));
            PrintWriter output = spec.commandLine().getOut();
            output.print(results.table());
            output.flush();
            Files.createDirectories(out);
            Files.writeString(out.resolve("bench.json"), results.json());
            Files.writeString(out.resolve("bench.svg"), Chart.of(results));
            spec.commandLine()
                    .getErr()
                    .println("kivuko: written: " + out.resolve("bench.json") + ", " + out.resolve("bench.svg"));
            return 0;
        } finally {
            remove(folder);
        }
    }

    private Plan plan() {
        Plan plan = quick ? Plan.quick() : Plan.full();
        plan = rounds == null ? plan : plan.withRounds(rounds);
        plan = waiting == null ? plan : plan.withWaiting(waiting);
        return agencies == null ? plan : plan.withAgencies(agencies);
    }

    private boolean wanted(Part part) {
        return only == null || only.contains(part);
    }

    private Results measure(Plan plan, Path folder, Progress progress) throws Exception {
        var figures = new ArrayList<Figure>();
        Map<String, String> conditions;
        progress.say("a hub starts, twice");
        try (BenchHub hub = StartTime.startAgain(folder.resolve("hub"), new BenchStates(Fanout.MOST))) {
            conditions = conditions(hub);
            figures.addAll(StartTime.of(hub));
            if (wanted(Part.THROUGHPUT)) {
                figures.addAll(new Throughput(plan, progress).measure(hub));
            }
            if (wanted(Part.LATENCY)) {
                figures.addAll(new Latency(plan, progress).measure(hub));
            }
            if (wanted(Part.FANOUT)) {
                figures.addAll(new Fanout(plan, progress).measure(hub));
            }
            if (wanted(Part.DOORS)) {
                figures.addAll(new Doors(plan, progress).measure(hub));
            }
            if (wanted(Part.DEAD)) {
                figures.addAll(new DeadRecipient(plan, progress).measure(hub, folder));
            }
        }
        if (wanted(Part.AGENCIES)) {
            figures.addAll(new ManyAgencies(plan, progress).measure(folder));
        }
        if (wanted(Part.START)) {
            figures.addAll(new StartWithBacklog(plan, progress).measure(folder));
        }
        conditions.put("took", "%d s".formatted(progress.since().toSeconds()));
        return new Results(conditions, figures);
    }

    private Map<String, String> conditions(BenchHub hub) {
        var conditions = new LinkedHashMap<String, String>();
        Runtime runtime = Runtime.getRuntime();
        conditions.put("extent", quick ? "quick: less than the goals speak of" : "full");
        conditions.put("processors", runtime.availableProcessors() + " processors, load " + load() + " at the start");
        conditions.put("heap", "heap of at most " + (runtime.maxMemory() >> 20) + " MB for hubs and load together");
        conditions.put(
                "journal",
                String.format(
                        Locale.ROOT,
                        "journal time-out %.3f ms for all, every commit synced",
                        hub.journalTimeoutNanos() / 1e6));
        return conditions;
    }

    /** What others do on this machine spoils every figure that is no ratio. */
    private static String load() {
        double load = java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                .getSystemLoadAverage();
        return load < 0 ? "unknown" : String.format(Locale.ROOT, "%.1f", load);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
