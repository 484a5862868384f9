package org.kivuko.hub.configuration;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Onward;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Rule;
import org.kivuko.hub.configuration.Value.Keys;
import org.kivuko.model.Code;
import org.kivuko.model.Handling;

/** Reads the examples of one agreement. */
final class ExampleReader {
    private static final Pattern FILE = Pattern.compile("examples/[A-Za-z0-9][A-Za-z0-9._-]*\\.json");

    private static final Shape EXAMPLE =
            Shape.needs("name", "message", "to", "at", "expect").may("with", "facts");
    private static final Shape EXPECT = Shape.needs()
            .may(
                    "outcome",
                    "reason",
                    "handling",
                    "onward",
                    "acknowledgeBy",
                    "retainUntil",
                    "rules",
                    "removed",
                    "transformed");

    private final Known known;
    private final Set<String> ids;
    private final List<String> rules;
    private final ExampleFacts facts;

    /** @param ids of every agreement in the folder */
    ExampleReader(Known known, Set<String> ids, Agreement own) {
        this.known = known;
        this.ids = ids;
        this.rules = own.rules().stream().map(Rule::id).toList();
        this.facts = ExampleFacts.of(known, own);
    }

    /** The examples that could be read; an agreement may have none. */
    List<Example> read(Value file) {
        return file.find("examples").map(place -> place.list(this::example)).orElse(List.of());
    }

    private Optional<Example> example(Value place) {
        int faultsBefore = place.report().count();
        var keys = place.mapping(EXAMPLE);
        var name = keys.get("name", Value::text);
        var message = keys.get(
                "message", value -> value.text(FILE, "a file beside the agreements: examples/doc-stolen.json"));
        var to = keys.get("to", known::agency);
        var at = keys.get("at", Value::instant);
        var with = keys.list("with", value -> value.oneOf(ids, "agreement"));
        var stated = keys.get("facts").map(facts::read).orElse(Facts.NONE);
        var expect = keys.get("expect").map(this::expectation);
        if (place.report().count() > faultsBefore) {
            return Optional.empty(); // judging half an example would report consequences of its fault
        }
        return Optional.of(new Example(
                place,
                name.orElseThrow(),
                message.orElseThrow(),
                to.orElseThrow(),
                at.orElseThrow(),
                with,
                stated,
                expect.orElseThrow()));
    }

    private Example.Expectation expectation(Value place) {
        var keys = place.mapping(EXPECT);
        if (keys.values().isEmpty()) {
            place.wrong("nothing is expected", "state at least the outcome: " + String.join(", ", EXPECT.known()));
        }
        return new Example.Expectation(
                keys,
                keys.get("outcome", value -> value.oneOf(Outcome.class, "outcome")),
                keys.get("reason", value -> value.oneOf(Code.class, "reason")),
                keys.get("handling", value -> value.oneOf(Handling.class, "handling code")),
                keys.get("onward", value -> value.oneOf(Onward.class, "onward rule")),
                keys.get("acknowledgeBy", Value::instant),
                keys.get("retainUntil", Value::instant),
                set(keys, "rules", this::rule),
                set(keys, "removed", Value::text),
                set(keys, "transformed", Value::text));
    }

    /** A rule of this agreement by its bare id, one of another by its full name. */
    private Optional<String> rule(Value place) {
        return place.text().filter(text -> text.contains("/")).or(() -> place.oneOf(rules, "rule"));
    }

    private static Optional<Set<String>> set(Keys keys, String key, Function<Value, Optional<String>> each) {
        return keys.get(key).map(place -> Set.copyOf(place.listOrNone(each)));
    }
}
