package org.kivuko.hub.configuration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** Reads {@code facts} of an example: what is known beside the message and the agreements. Absent: nothing. */
final class ExampleFacts {
    private static final int MOST_USED = 10_000_000;

    private static final Shape FACTS = Shape.needs()
            .may("threadProtected", "threadHandling", "register", "used", "received", "emergencies", "review");
    private static final Shape RECEIVED =
            Shape.needs("from").may("onward", "onwardTo", "evidence", "addressed", "consented", "consentedAsEvidence");

    private final Known known;
    private final Agreement own;
    private final List<String> rules;

    ExampleFacts(Known known, Agreement own) {
        this.known = known;
        this.own = own;
        this.rules = own.rules().stream().map(Rule::id).toList();
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

    /** A rule of this agreement by its bare id, one of another by its full name. */
    private Optional<String> rule(Value place) {
        return place.text().filter(text -> text.contains("/")).or(() -> place.oneOf(rules, "rule")
                .map(this::name));
    }

    private String name(String id) {
        return own.reference() + "/" + id;
    }

    private Map<String, Integer> used(Value place) {
        var used = new LinkedHashMap<String, Integer>();
        place.entries().forEach((rule, value) -> {
            if (!rule.contains("/") && !rules.contains(rule)) {
                value.wrong("unknown rule " + Value.quoted(rule), Suggest.remedy(rule, rules));
            }
            value.wholeNumber(0, MOST_USED).ifPresent(count -> used.put(rule.contains("/") ? rule : name(rule), count));
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
