package org.kivuko.hub.configuration;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kivuko.agreement.Rule;
import org.kivuko.hub.configuration.Value.Keys;
import org.kivuko.model.Handling;
import org.kivuko.model.Purpose;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

/** Reads the rules of one agreement. */
final class RuleReader {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private static final List<String> MATCHERS = List.of(
            "messages",
            "alertTypes",
            "senders",
            "recipients",
            "posts",
            "purposes",
            "statuses",
            "minSeverity",
            "travellers");
    private static final List<String> OF_PERMITS = Stream.of(
                    List.of("annex", "fields", "handling", "maxBytes"),
                    DemandReader.KEYS,
                    DutyReader.KEYS,
                    ControlReader.KEYS)
            .flatMap(List::stream)
            .toList();

    private static final Shape RULE = new Shape(
            List.of("rule", "kind", "from", "to"),
            Stream.of(MATCHERS, OF_PERMITS, List.of("when"))
                    .flatMap(List::stream)
                    .toList(),
            Unenforced.KEYS);
    private static final Shape HANDLING = new Shape(List.of(), List.of("default", "max"), Unenforced.KEYS);

    private final Known known;
    private final Parties parties;
    private final Collection<String> annexes;
    private final Set<String> ids = new HashSet<>();
    private boolean annexesClear = true;

    RuleReader(Known known, Parties parties, Collection<String> annexes) {
        this.known = known;
        this.parties = parties;
        this.annexes = annexes;
    }

    /** Whether every permit names an annex that is declared, so that an annex without a rule is one nobody wanted. */
    boolean annexesClear() {
        return annexesClear;
    }

    /** A rule as far as it could be read. */
    Rule rule(Value value) {
        var keys = value.mapping(RULE);
        var id = keys.get("rule", this::id);
        var kind = keys.get("kind", place -> place.oneOf(Rule.Kind.class, "kind of rule"));
        kind.ifPresent(it -> refuseWhatDoesNotFit(value, keys, it));
        var from = keys.get("from", parties::side);
        var to = keys.get("to", parties::side);
        refuseEmptyPair(keys, from, to);
        var messages = keys.list("messages", MatcherReader::message);
        var fields = keys.get("fields").map(place -> FieldReader.read(place, messages));
        var statuses = Set.copyOf(keys.list("statuses", place -> place.oneOf(Status.class, "status")));
        var handling = keys.get("handling").map(RuleReader::handling).orElse(new Limits(keys));
        // Of a prohibit they are reported as a whole: what is wrong inside them would be the second fault.
        var terms = kind.filter(Rule.Kind.PROHIBIT::equals).isPresent() ? new Keys(Map.of()) : keys;
        return new Rule(
                id.orElse(""),
                kind.orElse(Rule.Kind.PERMIT),
                from.orElse(""),
                to.orElse(""),
                keys.get("annex", this::annex),
                Set.copyOf(messages),
                keys.list("alertTypes", MatcherReader::alertTypes),
                keys.list("senders", place -> parties.agencies(place, from)),
                keys.list("recipients", place -> parties.agencies(place, to)),
                Set.copyOf(keys.list("posts", known::crossing)),
                Set.copyOf(keys.list("purposes", place -> place.oneOf(Purpose.class, "purpose"))),
                statuses,
                keys.get("minSeverity", place -> place.oneOf(Severity.class, "severity")),
                Set.copyOf(keys.list("travellers", place -> place.oneOf(Rule.Travellers.class, "group of travellers"))),
                keys.get("when", MatcherReader::whenProtected).isPresent(),
                fields.orElse(Rule.Fields.NONE),
                handling.least(),
                handling.most(),
                maxBytes(keys),
                DemandReader.read(terms, parties, messages, statuses),
                DutyReader.read(terms, known),
                new ControlReader(known, parties).read(terms, to),
                ControlReader.cells(terms, messages));
    }

    private Optional<String> id(Value place) {
        return place.text(ID, "a short name like K-U-1").filter(id -> {
            boolean fresh = ids.add(id);
            if (!fresh) {
                place.wrong("the rule '" + id + "' stands twice", "give each rule of a file its own name");
            }
            return fresh;
        });
    }

    /** A rule for a pair that the agreement does not cover would never be asked. */
    private void refuseEmptyPair(Keys keys, Optional<String> from, Optional<String> to) {
        boolean same = from.isPresent() && from.equals(to) && !from.get().equals(Rule.EVERY_PARTY);
        if (same && !parties.isNational()) {
            keys.wrong(
                    "to",
                    "the rule goes from " + from.get() + " to itself, which this agreement does not cover",
                    "a national protocol has that state as its only party");
        }
    }

    private void refuseWhatDoesNotFit(Value rule, Keys keys, Rule.Kind kind) {
        if (kind == Rule.Kind.PROHIBIT) {
            OF_PERMITS.forEach(key -> keys.wrong(
                    key,
                    "a prohibit cannot state '" + key + "'; it refuses the whole message, whatever the annexes",
                    "a prohibit may state " + String.join(", ", MATCHERS) + " and when"));
            return;
        }
        keys.wrong("when", "only a prohibit may state 'when'", "take it out, or give it a prohibit of its own");
        annexesClear &= keys.has("annex");
        rule.requireKey(keys, "annex", "a permit must state 'annex'", "name one: " + String.join(", ", annexes));
        rule.requireKey(keys, "messages", "a permit must state 'messages'", "name the types that may cross");
        rule.requireKey(keys, "fields", "a permit must state 'fields'", "state what may cross: fields: {keep: [...]}");
    }

    private Optional<String> annex(Value place) {
        var annex = place.oneOf(annexes, "annex");
        annexesClear &= annex.isPresent();
        return annex;
    }

    private static Limits handling(Value place) {
        var keys = place.mapping(HANDLING);
        var limits = new Limits(keys);
        if (keys.values().isEmpty()) {
            place.wrong("no handling code is stated", "state 'default', 'max' or both, or leave 'handling' out");
        }
        if (limits.least().isPresent()
                && limits.most().isPresent()
                && limits.least().get().compareTo(limits.most().get()) > 0) {
            place.wrong(
                    "the default " + limits.least().get() + " is above the maximum "
                            + limits.most().get(),
                    "raise 'max' or lower 'default'");
        }
        return limits;
    }

    private static OptionalInt maxBytes(Keys keys) {
        return keys.get("maxBytes", place -> place.wholeNumber(1, Integer.MAX_VALUE)).stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    /** The handling codes between which a permit lets messages cross. */
    private record Limits(Optional<Handling> least, Optional<Handling> most) {
        Limits(Keys keys) {
            this(keys.get("default", Limits::code), keys.get("max", Limits::code));
        }

        private static Optional<Handling> code(Value place) {
            return place.oneOf(Handling.class, "handling code");
        }
    }
}
