package org.kivuko.hub.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.kivuko.exchange.limit.Allowance;
import org.kivuko.hub.StartRefused;
import org.kivuko.hub.client.HubClient;
import org.kivuko.hub.configuration.Rates;
import org.kivuko.hub.configuration.ScenarioReader;
import org.kivuko.hub.simulate.Outcome;
import org.kivuko.hub.simulate.OutcomeJson;
import org.kivuko.hub.simulate.OutcomeText;
import org.kivuko.hub.simulate.Pace;
import org.kivuko.hub.simulate.Part;
import org.kivuko.hub.simulate.Profile;
import org.kivuko.hub.simulate.Scenario;
import org.kivuko.hub.simulate.Simulation;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.model.MessageJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays agencies at a running hub, and says whether the hub did what it should. */
@Command(
        name = "simulate",
        description = {
            "plays agencies at a running hub, each in the manner of a profile, with invented people and documents, and"
                    + " says whether the hub did what it should",
            "",
            "It posts under the agency's own key: for hubs on which you try things, not for one that is in use. What an agency may"
                    + " post, the hub is asked in dry runs."
        })
public final class SimulateCommand implements Callable<Integer> {
    private static final int WRONG_USE = 2;
    private static final int INDENT = 17;
    private static final List<String> EXAMPLES = List.of(
            "",
            "Exit code: 0 the hub did what it should, 1 it did not, or does not answer, 2 wrong use.",
            "",
            "  ./kivuko simulate --agency UGA.DCIC --profile late --rate 2/PT1S --for PT1M --data DIR",
            "  ./kivuko simulate --scenario FILE --data DIR     (one stands in config/hub/README.md)");
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);
    private static final String NO_KEY = "simulated-and-never-issued";

    @Option(
            names = "--agency",
            paramLabel = "AGENCY",
            converter = AgencyOption.class,
            description = "whom to play, for example UGA.DCIC")
    AgencyId agency;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "good",
            description = "in which manner (${DEFAULT-VALUE}); they stand below")
    String profile;

    @Option(
            names = "--rate",
            paramLabel = "NUMBER/TIME",
            defaultValue = "1/PT1S",
            description = "how often it posts, repeats included: 5/PT1S, 30/PT1M (${DEFAULT-VALUE})")
    String rate;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "the same seed gives the same messages and behaviour (${DEFAULT-VALUE})")
    long seed;

    @Option(names = "--messages", paramLabel = "N", description = "ends after so many messages, if not before")
    Integer messages;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "PT1M",
            description = "how long it posts (${DEFAULT-VALUE}); it reads on until nothing comes any more")
    Duration length;

    @Option(
            names = "--message",
            paramLabel = "FILE",
            description = "a message of your own as JSON, posted with new ids and times; several are posted in turn")
    List<Path> samples = List.of();

    @Option(names = "--scenario", paramLabel = "FILE", description = "several agencies at once, in place of --agency")
    Path scenario;

    @Option(
            names = "--url",
            defaultValue = "http://127.0.0.1:8080",
            description = "where the hub is (${DEFAULT-VALUE})")
    URI url;

    @Mixin
    DataOption data;

    @Option(names = "--json", description = "prints JSON")
    boolean json;

    private CommandSpec spec;

    /** The profiles stand below the options, in their own words. */
    @Spec
    void spec(CommandSpec given) {
        spec = given;
        var lines = new ArrayList<String>();
        for (Profile each : Profile.values()) {
            String[] words = each.meaning().split("(?<=[,;]) ", -1);
            lines.add(String.format(Locale.ROOT, "  %-14s %s", each.code(), words[0]));
            for (int i = 1; i < words.length; i++) {
                lines.add(" ".repeat(INDENT) + words[i]);
            }
        }
        lines.addAll(EXAMPLES);
        spec.usageMessage().footerHeading("%nProfiles:%n").footer(lines.toArray(String[]::new));
    }

    /** What was asked for cannot be done, whatever the hub is like. */
    private static final class WrongUse extends RuntimeException {
        private WrongUse(String sentence) {
            super(sentence);
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try {
            return simulate(scenario == null ? one() : several());
        } catch (WrongUse wrong) {
            spec.commandLine().getErr().println(wrong.getMessage());
            return WRONG_USE;
        }
    }

    private int simulate(Scenario whole) throws IOException, InterruptedException {
        Map<AgencyId, List<ObjectNode>> own = samples(whole);
        whole.parts().forEach(part -> door(part.agency()));
        Pace pace = Pace.ofThisMachine();
        var simulation = new Simulation(
                whole,
                Long.toString(pace.millis(), Character.MAX_RADIX),
                this::door,
                ClientOptions.withKey(url, NO_KEY),
                pace);
        simulation.prepare(own);
        PrintWriter err = spec.commandLine().getErr();
        simulation.openings().forEach((each, open) -> err.println(each + " posts what crosses from it here: " + open));
        simulation
                .mute()
                .forEach(mute ->
                        err.println(mute + " posts nothing: nothing that is built in crosses from it at this hub;"
                                + " give it messages of its own (--message FILE)"));
        var stopped = new Thread(() -> {
            err.println("stopped before its end; so far:");
            print(simulation.outcome());
        });
        Runtime.getRuntime().addShutdownHook(stopped);
        Outcome outcome = watched(simulation, pace, err);
        Runtime.getRuntime().removeShutdownHook(stopped);
        print(outcome);
        return outcome.fine() ? 0 : 1;
    }

    private void print(Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                json
                        ? new String(MessageJson.write(OutcomeJson.of(outcome)), StandardCharsets.UTF_8)
                        : OutcomeText.of(outcome));
        out.flush();
    }

    private Scenario one() {
        if (agency == null) {
            throw wrong("--agency or --scenario: expected one of them");
        }
        var manner = Coded.find(Profile.class, profile)
                .orElseThrow(
                        () -> wrong("--profile: expected one of " + Coded.all(Profile.class) + ", found " + profile));
        if (length.isNegative() || length.isZero()) {
            throw wrong("--for: expected a time such as PT1M, found " + length);
        }
        if (messages != null && messages < 1) {
            throw wrong("--messages: expected 1 or more, found " + messages);
        }
        var most = messages == null ? OptionalInt.empty() : OptionalInt.of(messages);
        return new Scenario(seed, List.of(new Part(agency, manner, rate(), Duration.ZERO, length, most, samples)));
    }

    private Scenario several() {
        if (agency != null || !samples.isEmpty() || messages != null) {
            throw wrong("--scenario: the file says it all: leave out --agency, --messages and --message");
        }
        var read = ScenarioReader.read(scenario, seed, rate(), length);
        if (read instanceof ScenarioReader.Outcome.Refused refused) {
            throw wrong(refused.problems().stream()
                    .sorted()
                    .map(problem -> problem + "; " + problem.remedy())
                    .collect(Collectors.joining(System.lineSeparator())));
        }
        return ((ScenarioReader.Outcome.Read) read).scenario();
    }

    private Allowance rate() {
        return Rates.parse(rate)
                .orElseThrow(() -> wrong("--rate: expected a number and a time such as 5/PT1S, found " + rate));
    }

    private Map<AgencyId, List<ObjectNode>> samples(Scenario whole) throws IOException {
        var own = new HashMap<AgencyId, List<ObjectNode>>();
        for (Part part : whole.parts()) {
            var read = new ArrayList<ObjectNode>();
            for (Path file : part.samples()) {
                read.add(sample(file));
            }
            own.put(part.agency(), read);
        }
        return own;
    }

    private ObjectNode sample(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw wrong(file + ": expected a file with a message, found none that can be read");
        }
        try {
            if (MessageJson.tree(Files.readAllBytes(file)) instanceof ObjectNode event
                    && event.path("data").isObject()) {
                return event;
            }
        } catch (IllegalArgumentException notJson) {
            // Said below, without what stands in it.
        }
        throw wrong(file + ": expected a message as JSON, with its data");
    }

    private HubClient door(AgencyId id) {
        try {
            return ClientOptions.client(url, data.folder, id.toString());
        } catch (StartRefused noKey) {
            throw wrong(noKey.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("the key of " + id + " cannot be read", e);
        }
    }

    private static Outcome watched(Simulation simulation, Pace pace, PrintWriter err) throws InterruptedException {
        Instant begin = pace.instant();
        var watch = new Thread(
                () -> {
                    try {
                        while (true) {
                            pace.pause(TELL_EVERY);
                            err.println(OutcomeText.progress(
                                    Duration.between(begin, pace.instant()), simulation.outcome()));
                            err.flush();
                        }
                    } catch (InterruptedException over) {
                        Thread.currentThread().interrupt();
                    }
                },
                "progress");
        watch.setDaemon(true);
        watch.start();
        try {
            return simulation.run();
        } finally {
            watch.interrupt();
            watch.join();
        }
    }

    private static WrongUse wrong(String sentence) {
        return new WrongUse(sentence);
    }
}
