package org.kivuko.hub.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kivuko.hub.Hub;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.TimeSources;
import org.kivuko.hub.client.HubClient;
import org.kivuko.hub.demo.DemoPeople;
import org.kivuko.hub.demo.DemoSample;
import org.kivuko.hub.demo.DemoTraffic;
import org.kivuko.hub.demo.LedgerReport;
import org.kivuko.hub.safety.ProcessCheck;
import org.kivuko.model.AgencyId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a hub with invented traffic between the seven states. */
@Command(name = "demo", description = "runs a demonstration: the seven states, invented people, steady traffic")
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    HubFolders folders;

    @Option(names = "--data", paramLabel = "DIR", description = "the data folder (a fresh temporary one)")
    Path data;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "the same seed gives the same scenes (${DEFAULT-VALUE})")
    long seed;

    @Option(
            names = "--except",
            paramLabel = "AGENCY",
            split = ",",
            converter = AgencyOption.class,
            description = "agencies that you play yourself (./kivuko simulate): nothing is posted or fetched for them")
    Set<AgencyId> except = Set.of();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ProcessCheck.refuseUnsafe();
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "This is a DEMONSTRATION: invented people and documents, model agreements that no state has signed.");
        Path folder = data == null ? Files.createTempDirectory("kivuko-demo-") : data;
        var options =
                new HubOptions(folders.config.folder, folder, folders.http, folders.amqp, folders.doors(), true, true);
        var running = new Running(out);
        Hub hub = Hub.start(options, folders::load, TimeSources.ofThisMachine());
        var sample = DemoSample.write(folder, Clock.systemUTC());
        var traffic = new DemoTraffic(hub.directory(), clients(hub), sample, Clock.systemUTC(), seed, except);
        var report = new LedgerReport(hub.ledger(), out);
        running.with(traffic, report, hub, () -> clearAway(folder));
        var operator = new HubClient(hub.url(), hub.keys().read("operator").orElseThrow());
        new DemoGuide(hub, folder, sample, DemoPeople.make(operator, folder)).print(out);
        running.sayReady(hub, options);
        traffic.start();
        report.start();
        return running.untilStopped(hub);
    }

    /** A folder that nobody asked for is not left behind. */
    private void clearAway(Path folder) throws IOException {
        if (data == null) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static Function<AgencyId, HubClient> clients(Hub hub) {
        Map<AgencyId, HubClient> clients = new ConcurrentHashMap<>();
        return agency -> clients.computeIfAbsent(agency, id -> client(hub, id));
    }

    private static HubClient client(Hub hub, AgencyId agency) {
        try {
            return new HubClient(hub.url(), hub.keys().read(agency.toString()).orElseThrow());
        } catch (IOException e) {
            throw new UncheckedIOException("the key of " + agency + " cannot be read", e);
        }
    }
}
