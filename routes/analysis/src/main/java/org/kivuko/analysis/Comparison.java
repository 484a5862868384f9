package org.kivuko.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Rule;
import org.kivuko.analysis.World.Clause;
import org.kivuko.model.Directory;

/**
 * Two sets of agreements over one space: the values that either of them knows. Immutable.
 *
 * @param sameDirectory whether both know the same states, agencies and crossings; else every rule counts as changed
 * @param unchanged what both say alike, whatever the version
 */
record Comparison(World before, World after, Space space, boolean sameDirectory, Set<Object> unchanged) {

    static Comparison of(Agreements before, Agreements after) {
        var old = new World(before.directory(), before.all());
        var now = new World(after.directory(), after.all());
        var directory = both(before.directory(), after.directory());
        var all = Stream.concat(before.all().stream(), after.all().stream())
                .distinct()
                .toList();
        var unchanged = new HashSet<>(contents(old));
        unchanged.retainAll(contents(now));
        return new Comparison(
                old,
                now,
                new Space(new World(directory, all), Space.Values.all(directory)),
                alike(before.directory(), after.directory()),
                unchanged);
    }

    private static boolean alike(Directory one, Directory other) {
        return List.copyOf(one.states()).equals(List.copyOf(other.states()))
                && List.copyOf(one.crossings()).equals(List.copyOf(other.crossings()));
    }

    /** What either knows; of what both know, the later. */
    private static Directory both(Directory before, Directory after) {
        var codes = Stream.concat(before.states().stream(), after.states().stream())
                .map(Directory.State::code)
                .distinct()
                .toList();
        var states = codes.stream().map(code -> state(code, before, after)).toList();
        return new Directory(
                states,
                merged(List.copyOf(before.crossings()), List.copyOf(after.crossings()), Directory.Crossing::id));
    }

    private static Directory.State state(String code, Directory before, Directory after) {
        var last = after.state(code).or(() -> before.state(code)).orElseThrow();
        var agencies = merged(
                before.state(code).map(Directory.State::agencies).orElse(List.of()),
                last.agencies(),
                Directory.Agency::id);
        return new Directory.State(code, last.name(), last.centralContact(), agencies);
    }

    private static <T, K> List<T> merged(List<T> before, List<T> after, Function<T, K> key) {
        var all = new LinkedHashMap<K, T>();
        before.forEach(value -> all.put(key.apply(value), value));
        after.forEach(value -> all.put(key.apply(value), value));
        return List.copyOf(all.values());
    }

    private static Set<Object> contents(World world) {
        return world.agreements().stream()
                .flatMap(agreement -> agreement.rules().stream().map(rule -> content(new Clause(agreement, rule))))
                .collect(Collectors.toSet());
    }

    /** Everything of a rule and its agreement that bears upon what crosses. */
    private static Object content(Clause clause) {
        var agreement = clause.agreement();
        return List.of(
                agreement.id(),
                agreement.valid(),
                World.edges(agreement).stream()
                        .map(edge -> List.of(edge, standing(agreement, edge, clause.rule())))
                        .toList(),
                clause.rule());
    }

    private static Object standing(Agreement agreement, Instant at, Rule rule) {
        var then = agreement.asOf(at);
        return List.of(then.state(), then.parties(), rule.annex().map(annex -> then.annexes()
                .getOrDefault(annex, Set.of())));
    }

    /** What the rules of both tell apart between two states. */
    List<Scope> scopes(String from, String to) {
        var scopes = new ArrayList<Scope>();
        for (World world : List.of(before, after)) {
            world.between(from, to)
                    .forEach(clause -> scopes.add(Scope.of(
                            clause.rule(),
                            clause.agreement(),
                            world.directory(),
                            !sameDirectory || !unchanged.contains(content(clause)))));
        }
        return scopes;
    }
}
