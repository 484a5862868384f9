package org.kivuko.hub.configuration;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.Code;
import org.kivuko.model.Coded;
import org.kivuko.model.Directory;
import org.kivuko.model.Message;

/** Judges the examples of one agreement, against this agreement and those they name, with the protections. */
final class ExampleJudge {
    private final Directory directory;
    private final Map<String, Agreement> agreements;
    private final Agreement own;
    private final Map<Collection<String>, Agreements> compiled = new HashMap<>();

    /** @param agreements all that were read without a fault, by id */
    ExampleJudge(Directory directory, Map<String, Agreement> agreements, Agreement own) {
        this.directory = directory;
        this.agreements = agreements;
        this.own = own;
    }

    /** Reports at its place whatever comes out otherwise than expected. Says paths and codes, no values of the message. */
    void judge(Example example, Message message) {
        var ruling = compiled.computeIfAbsent(example.with(), this::compile)
                .judge(message, example.to(), example.at(), example.facts());
        var expect = example.expect();
        compare(
                example,
                ruling,
                "outcome",
                expect.outcome().map(Coded::code),
                ruling.outcome().code());
        compare(example, ruling, "reason", expect.reason().map(Coded::code), code(ruling.reason()));
        compare(
                example,
                ruling,
                "handling",
                expect.handling().map(Coded::code),
                ruling.handling().code());
        var owed = ruling.obligations();
        compare(
                example,
                ruling,
                "onward",
                expect.onward().map(Coded::code),
                owed.onward().code());
        compare(example, ruling, "acknowledgeBy", text(expect.acknowledgeBy()), shown(owed.acknowledgeBy()));
        compare(example, ruling, "retainUntil", text(expect.retainUntil()), shown(owed.retainUntil()));
        compare(example, ruling, "rules", sorted(expect.rules()), listed(bare(ruling.rules())));
        compare(example, ruling, "removed", sorted(expect.removed()), listed(ruling.removed()));
        compare(example, ruling, "transformed", sorted(expect.transformed()), listed(ruling.transformed()));
    }

    /** What is not yet in force is judged as if it were: its examples say what will cross once both sides have signed. */
    private Agreements compile(Collection<String> with) {
        var among = new ArrayList<Agreement>();
        among.add(own.adopted());
        with.stream().filter(agreements::containsKey).map(agreements::get).forEach(among::add);
        return Agreements.unkeyed(directory, among);
    }

    private void compare(Example example, Ruling ruling, String key, Optional<String> expected, String found) {
        if (expected.isPresent() && !expected.get().equals(found)) {
            example.expect()
                    .places()
                    .wrong(
                            key,
                            "the example '" + example.name() + "' fails: expected " + expected.get() + ", found "
                                    + found,
                            "change the rules, or expect what they say: " + summary(ruling));
        }
    }

    /** The ruling as {@code expect} would state it. */
    private String summary(Ruling ruling) {
        return "{outcome: " + ruling.outcome().code()
                + ruling.reason().map(reason -> ", reason: " + reason.code()).orElse("")
                + ", rules: " + listed(bare(ruling.rules()))
                + ", removed: " + listed(ruling.removed())
                + ", transformed: " + listed(ruling.transformed()) + "}";
    }

    /** In its own examples a rule goes by its bare id. */
    private List<String> bare(List<String> rules) {
        var prefix = own.reference() + "/";
        return rules.stream()
                .map(rule -> rule.startsWith(prefix) ? rule.substring(prefix.length()) : rule)
                .toList();
    }

    private static Optional<String> sorted(Optional<Set<String>> set) {
        return set.map(ExampleJudge::listed);
    }

    private static String listed(Iterable<String> words) {
        var sorted = new TreeSet<String>();
        words.forEach(sorted::add);
        return sorted.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static Optional<String> text(Optional<Instant> instant) {
        return instant.map(Instant::toString);
    }

    private static String shown(Optional<Instant> instant) {
        return text(instant).orElse("none");
    }

    private static String code(Optional<Code> reason) {
        return reason.map(Coded::code).orElse("none");
    }
}
