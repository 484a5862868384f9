package org.kivuko.hub.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.kivuko.exchange.limit.Allowance;
import org.kivuko.hub.simulate.Part;
import org.kivuko.hub.simulate.Profile;
import org.kivuko.hub.simulate.Scenario;
import org.kivuko.model.AgencyId;

/** Reads the file of a simulation, as strictly as everything else: every fault at once, with its place. */
public final class ScenarioReader {
    private static final Shape SCENARIO = Shape.needs("agencies").may("seed", "for");
    private static final Shape PART =
            Shape.needs("agency", "profile").may("rate", "begins", "ends", "count", "messages");

    private final Path folder;
    private final Allowance rate;
    private final Duration length;

    private ScenarioReader(Path folder, Allowance rate, Duration length) {
        this.folder = folder;
        this.rate = rate;
        this.length = length;
    }

    /** A scenario, or what is wrong with its file. */
    public sealed interface Outcome {
        record Read(Scenario scenario) implements Outcome {}

        record Refused(List<Problem> problems) implements Outcome {}
    }

    /**
     * Reads a file.
     *
     * @param seed where the file states none
     * @param rate of those for whom it states none
     * @param length until when they post where it states nothing
     */
    public static Outcome read(Path file, long seed, Allowance rate, Duration length) {
        var report = new Report(file.toString());
        var folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        var scenario = ConfigurationFiles.read(file, report)
                .map(root -> new ScenarioReader(folder, rate, length).scenario(root, seed));
        return report.isClean() && scenario.isPresent()
                ? new Outcome.Read(scenario.get())
                : new Outcome.Refused(report.problems());
    }

    private Scenario scenario(Value root, long seed) {
        var keys = root.mapping(SCENARIO);
        Duration end = keys.get("for", Lengths::duration).orElse(length);
        Set<AgencyId> seen = new HashSet<>();
        var parts = new ArrayList<Part>();
        keys.get("agencies").ifPresent(list -> parts.addAll(list.list(place -> part(place, end, seen))));
        return new Scenario(
                keys.get("seed", value -> value.wholeNumber(0, Integer.MAX_VALUE))
                        .map(Integer::longValue)
                        .orElse(seed),
                parts);
    }

    private Optional<Part> part(Value place, Duration until, Set<AgencyId> seen) {
        var keys = place.mapping(PART);
        var agency = keys.get("agency", ScenarioReader::agency);
        agency.filter(id -> !seen.add(id))
                .ifPresent(id -> keys.wrong(
                        "agency", id + " stands here twice", "an agency has one profile at a time: keep one of them"));
        var profile = keys.get("profile", value -> value.oneOf(Profile.class, "profile"));
        var often = keys.get("rate", value -> Rates.read(value, 1, "5/PT1S")).orElse(rate);
        var begins = keys.get("begins", Lengths::duration).orElse(Duration.ZERO);
        var ends = keys.get("ends", Lengths::duration).orElse(until);
        if (begins.compareTo(ends) >= 0) {
            keys.wrong(
                    keys.has("begins") ? "begins" : "ends",
                    "it begins at " + begins + " and ends at " + ends,
                    "let it end later");
        }
        var count = keys.get("count", value -> value.wholeNumber(1, 10_000_000));
        List<Path> samples = keys.get("messages").map(this::samples).orElse(List.of());
        return agency.isPresent() && profile.isPresent()
                ? Optional.of(new Part(
                        agency.get(),
                        profile.get(),
                        often,
                        begins,
                        ends,
                        count.map(OptionalInt::of).orElse(OptionalInt.empty()),
                        samples))
                : Optional.empty();
    }

    private static Optional<AgencyId> agency(Value place) {
        return place.text().flatMap(text -> {
            var agency = AgencyId.parse(text);
            if (agency.isEmpty()) {
                place.wrong(Value.quoted(text) + " is no agency's code", "write a code such as KEN.DIS");
            }
            return agency;
        });
    }

    /** The files of a folder, relative to the scenario's own. */
    private List<Path> samples(Value place) {
        var named = place.text();
        if (named.isEmpty()) {
            return List.of();
        }
        Path samples = folder.resolve(named.get());
        try (Stream<Path> files = Files.list(samples)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                place.wrong("no file in " + Value.quoted(named.get()) + " ends in .json", "put messages there");
            }
            return found;
        } catch (IOException unreadable) {
            place.wrong(
                    "there is no folder " + Value.quoted(named.get()),
                    "name a folder with messages, as seen from this file");
            return List.of();
        }
    }
}
