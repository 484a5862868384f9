package org.kivuko.analysis;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.kivuko.agreement.Agreements;
import org.kivuko.analysis.Proof.Counterexample;
import org.kivuko.analysis.Proof.Finding;
import org.kivuko.analysis.Way.Interest;

/**
 * Checks guarantees for every message that agencies of a directory could send, every recipient and every instant, under a set
 * of agreements. The space is finite and checked as a whole: values that no rule, role, protection, guarantee or date tells
 * apart are one class, and the engine is asked about one case of each class. A pure function; the ways between states are
 * walked in parallel.
 */
public final class Prover {
    private final World world;
    private final Space space;
    private final Engine engine;
    private final BiFunction<String, String, List<Scope>> rules;
    private final Interest interest;

    Prover(World world, Space space, Engine engine) {
        this(world, space, engine, (from, to) -> Way.scopes(world, from, to), Interest.ALL);
    }

    private Prover(
            World world, Space space, Engine engine, BiFunction<String, String, List<Scope>> rules, Interest interest) {
        this.world = world;
        this.space = space;
        this.engine = engine;
        this.rules = rules;
        this.interest = interest;
    }

    /** What holds under these agreements, and for what does not, a message that shows it. */
    public static Proof prove(Agreements agreements, List<Guarantee> guarantees) {
        return prove(agreements, guarantees, Pace.full());
    }

    /** The same at a pace; a step is one ordered pair of states. */
    public static Proof prove(Agreements agreements, List<Guarantee> guarantees, Pace pace) {
        var world = new World(agreements.directory(), agreements.all());
        var space = new Space(world, Space.Values.all(world.directory()));
        return new Prover(world, space, agreements::judge).prove(guarantees, pace);
    }

    /**
     * The same for those cases alone in which a rule has a say that differs from what is proven already. Its counts are
     * those of these cases.
     */
    public static Proof proveChanges(Agreements proven, Agreements agreements, List<Guarantee> guarantees) {
        return proveChanges(Comparison.of(proven, agreements), agreements::judge, guarantees);
    }

    static Proof proveChanges(Comparison comparison, Engine engine, List<Guarantee> guarantees) {
        return new Prover(comparison.after(), comparison.space(), engine, comparison::scopes, Interest.CHANGES)
                .prove(guarantees);
    }

    private record Pair(String from, String to) {}

    Proof prove(List<Guarantee> guarantees) {
        return prove(guarantees, Pace.full());
    }

    private Proof prove(List<Guarantee> guarantees, Pace pace) {
        var watches = guarantees.stream().map(it -> Watch.of(it, world)).toList();
        var pairs = space.states().stream()
                .flatMap(from -> space.states().stream().map(to -> new Pair(from, to)))
                .filter(pair -> !space.agencies(pair.from()).isEmpty()
                        && !space.agencies(pair.to()).isEmpty())
                .toList();
        var tallies = InParallel.map(pairs, pace, pair -> walk(pair, watches));
        return new Proof(
                interest == Interest.CHANGES
                        ? tallies.stream().mapToLong(Tally::covered).sum()
                        : pairs.stream()
                                .mapToLong(pair -> space.count(pair.from(), pair.to()))
                                .sum(),
                tallies.stream().mapToLong(Tally::covered).sum(),
                tallies.stream().mapToLong(Tally::classes).sum(),
                tallies.stream().mapToLong(Tally::crossing).sum(),
                IntStream.range(0, guarantees.size())
                        .mapToObj(i -> finding(guarantees.get(i), i, tallies))
                        .toList());
    }

    private Tally walk(Pair pair, List<Watch> watches) {
        var scopes = new ArrayList<>(rules.apply(pair.from(), pair.to()));
        watches.stream().filter(watch -> watch.concerns(pair.from(), pair.to())).forEach(watch -> watch.scope()
                .ifPresent(scopes::add));
        var tally = new Tally(watches, pair.from(), pair.to());
        new Way(world, space, engine, pair.from(), pair.to(), scopes, interest)
                .answers()
                .forEach(tally::add);
        return tally;
    }

    private Finding finding(Guarantee guarantee, int place, List<Tally> tallies) {
        return new Finding(
                guarantee,
                tallies.stream().mapToLong(tally -> tally.brokenClasses(place)).sum(),
                tallies.stream().mapToLong(tally -> tally.brokenCases(place)).sum(),
                tallies.stream()
                        .flatMap(tally -> tally.example(place).stream())
                        .findFirst()
                        .map(this::counterexample));
    }

    /** The case as a message of its own instant, addressed to its recipient alone, and judged anew. */
    private Counterexample counterexample(Asked asked) {
        var at = asked.at();
        var message = Specimens.message(asked.draft(), asked.recipient().toString(), sent(at).atOffset(ZoneOffset.UTC));
        var ruling = engine.judge(message, asked.recipient(), at, asked.facts());
        return new Counterexample(message.json(), asked.recipient(), at, asked.facts(), ruling);
    }

    private static Instant sent(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond());
    }
}
