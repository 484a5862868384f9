package org.kivuko.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kivuko.model.Directory;

/** Every rule, by the ordered pair of states that it is about. Immutable, thread-safe. */
final class RuleIndex {
    /** Agreement files are named after their agreements; where permits come equally far the first file goes first. */
    private static final Comparator<Agreement> BY_FILE_NAME =
            Comparator.comparing(agreement -> agreement.id() + ".yaml");

    private final Map<String, Map<String, PairRules>> byPair = new HashMap<>();
    private final RuleTable table;

    RuleIndex(Directory directory, Collection<Agreement> agreements) {
        var collected = new HashMap<String, Map<String, List<CompiledRule>>>();
        var compiler = new Compiler(directory);
        for (Agreement agreement : agreements.stream().sorted(BY_FILE_NAME).toList()) {
            var term = Term.of(agreement);
            agreement.parties().forEach(compiler.seats()::state);
            for (Rule rule : agreement.rules()) {
                add(new CompiledRule(term, rule, compiler), agreement.parties(), collected);
            }
        }
        var laidOut = new RuleTable.Builder(compiler.seats().build(), usual(collected));
        collected.forEach((from, lists) -> lists.forEach((to, rules) -> {
            var pair = PairRules.of(rules);
            laidOut.add(from, to, pair);
            byPair.computeIfAbsent(from, any -> new HashMap<>()).put(to, pair);
        }));
        table = laidOut.build();
    }

    /** How many rules a pair has on average. */
    private static int usual(Map<String, Map<String, List<CompiledRule>>> collected) {
        return (int) Math.ceil(collected.values().stream()
                .flatMap(lists -> lists.values().stream())
                .mapToInt(List::size)
                .average()
                .orElse(0));
    }

    private static void add(
            CompiledRule rule, List<String> parties, Map<String, Map<String, List<CompiledRule>>> collected) {
        for (String from : parties) {
            for (String to : parties) {
                if (rule.covers(from, to)) {
                    collected
                            .computeIfAbsent(from, key -> new HashMap<>())
                            .computeIfAbsent(to, key -> new ArrayList<>())
                            .add(rule);
                }
            }
        }
    }

    /** The rules for what goes from one state to another, or stays in it. */
    PairRules between(String from, String to) {
        return byPair.getOrDefault(from, Map.of()).getOrDefault(to, PairRules.NONE);
    }

    /** What these rules say of a message at an instant. */
    RuleTable.Asked ask(Matter matter, Instant at) {
        return table.ask(matter, at);
    }

    /** How many rules that takes. */
    int lookedAt(Matter matter, Instant at) {
        return table.lookedAt(matter, at);
    }
}
