package org.kivuko.hub.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.EvidenceUse;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Facts.Register;
import org.kivuko.agreement.Facts.Review;
import org.kivuko.agreement.Onward;
import org.kivuko.agreement.Passing;
import org.kivuko.agreement.Received;
import org.kivuko.agreement.Rule;
import org.kivuko.hub.configuration.Value.Keys;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Handling;

/**
 * Reads {@code facts}, of an example or of a question: what is known beside the message and the agreements. Absent: nothing.
 */
final class ExampleFacts {
    private static final int MOST_USED = 10_000_000;

    private static final Shape FACTS = Shape.needs()
            .may("threadProtected", "threadHandling", "register", "used", "received", "emergencies", "review");
    private static final Shape RECEIVED =
            Shape.needs("from").may("onward", "onwardTo", "evidence", "addressed", "consented", "consentedAsEvidence");

    private final Known known;
    private final Map<String, String> rules;
    private final boolean others;

    private ExampleFacts(Known known, Map<String, String> rules, boolean others) {
        this.known = known;
        this.rules = rules;
        this.others = others;
    }

    /** Those of an example: its agreement's rules have their bare ids, those of others, which nobody looks up, full names. */
    static ExampleFacts of(Known known, Agreement own) {
        return new ExampleFacts(
                known,
                own.rules().stream().collect(Collectors.toMap(Rule::id, rule -> name(own, rule), (one, same) -> one)),
                true);
    }

    /** Those of a question about all agreements: rules have their full names. */
    static ExampleFacts of(Known known, Collection<Agreement> all) {
        return new ExampleFacts(
                known,
                all.stream()
                        .flatMap(agreement -> agreement.rules().stream().map(rule -> name(agreement, rule)))
                        .collect(Collectors.toMap(name -> name, name -> name, (one, same) -> one)),
                false);
    }

    private static String name(Agreement agreement, Rule rule) {
        return agreement.reference() + "/" + rule.id();
    }

    Facts read(Value place) {
        var keys = place.mapping(FACTS);
        if (place.node() instanceof YamlNode.Mapping mapping
                && mapping.entries().isEmpty()) {
            place.wrong("no fact is stated", "state one, or leave 'facts' out: " + String.join(", ", FACTS.known()));
        }
        return Facts.NONE
                .withThreadProtected(keys.get("threadProtected", Value::flag).orElse(false))
                .withThreadHandling(keys.get("threadHandling", value -> value.oneOf(Handling.class, "handling code"))
                        .orElse(Handling.H0))
                .withRegister(keys.get("register", value -> word(value, Register.values(), "answer of a register"))
                        .orElse(Register.NOT_ASKED))
                .withUsed(keys.get("used").map(this::used).orElse(Map.of()))
                .withReceived(keys.list("received", value -> Optional.of(received(value))))
                .withEmergencies(Set.copyOf(keys.list("emergencies", this::rule)))
                .withReview(keys.get("review", value -> word(value, Review.values(), "outcome of a review"))
                        .orElse(Review.NONE));
    }

    /** {@code not-protected} for {@code NOT_PROTECTED}. */
    private static <E extends Enum<E>> Optional<E> word(Value place, E[] values, String what) {
        return place.oneOf(
                List.of(values), value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'), what);
    }

    private Optional<String> rule(Value place) {
        return place.text().filter(this::isOfOthers).or(() -> place.oneOf(List.copyOf(rules.keySet()), "rule")
                .map(rules::get));
    }

    private boolean isOfOthers(String rule) {
        return others && rule.contains("/");
    }

    private Map<String, Integer> used(Value place) {
        var used = new LinkedHashMap<String, Integer>();
        place.entries().forEach((rule, value) -> {
            if (!isOfOthers(rule) && !rules.containsKey(rule)) {
                value.wrong("unknown rule " + Value.quoted(rule), Suggest.remedy(rule, List.copyOf(rules.keySet())));
            }
            value.wholeNumber(0, MOST_USED).ifPresent(count -> used.put(rules.getOrDefault(rule, rule), count));
        });
        return used;
    }

    private Received received(Value place) {
        var keys = place.mapping(RECEIVED);
        var originator = keys.get("from", known::agency);
        var passing = new Passing(
                keys.get("onward", value -> value.oneOf(Onward.class, "onward rule"))
                        .orElse(Onward.PROHIBITED),
                names(keys, "onwardTo"),
                keys.get("evidence", value -> value.oneOf(EvidenceUse.class, "evidence rule"))
                        .orElse(EvidenceUse.PROHIBITED));
        var addressed = new ArrayList<AgencyId>(keys.list("addressed", known::agency));
        return new Received(
                // Where it could not be read the example is not judged.
                originator.orElse(AgencyId.of("XXX.X")),
                passing,
                Set.copyOf(addressed),
                names(keys, "consented"),
                names(keys, "consentedAsEvidence"));
    }

    private Set<String> names(Keys keys, String key) {
        return Set.copyOf(keys.list(key, known::stateOrAgency));
    }
}
