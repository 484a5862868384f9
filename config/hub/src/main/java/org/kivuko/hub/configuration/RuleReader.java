package org.kivuko.hub.configuration;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.Rule;
import org.kivuko.hub.configuration.Value.Keys;
import org.kivuko.model.AlertType;
import org.kivuko.model.Coded;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;
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
    private static final List<String> OF_PERMITS = List.of("annex", "fields", "handling", "maxBytes");

    private static final Shape RULE = new Shape(
            List.of("rule", "kind", "from", "to"),
            Stream.of(MATCHERS, OF_PERMITS, List.of("when"))
                    .flatMap(List::stream)
                    .toList(),
            Unenforced.KEYS);
    private static final Shape WHEN = Shape.needs("protected").refuses(Unenforced.KEYS);
    private static final Shape HANDLING = new Shape(List.of(), List.of("default", "max"), Unenforced.KEYS);

    private final Known known;
    private final List<String> parties;
    private final Collection<String> annexes;
    private boolean annexesClear = true;

    RuleReader(Known known, List<String> parties, Collection<String> annexes) {
        this.known = known;
        this.parties = parties;
        this.annexes = annexes;
    }

    /** Whether every permit names an annex that is declared, so that an annex without a rule is one nobody wanted. */
    boolean annexesClear() {
        return annexesClear;
    }

    /** @param seen the ids so far */
    Optional<Rule> rule(Value value, Set<String> seen) {
        var keys = value.mapping(RULE);
        var id = keys.get("rule", place -> id(place, seen));
        var kind = keys.get("kind", place -> place.oneOf(Rule.Kind.class, "kind of rule"));
        var from = keys.get("from", this::state);
        var to = keys.get("to", this::state);
        refuseEmptyPair(keys, from, to);
        kind.ifPresent(it -> refuseWhatDoesNotFit(value, keys, it));
        var messages = keys.list("messages", RuleReader::message);
        var fields = keys.get("fields").map(place -> FieldReader.read(place, messages));
        var handling = keys.get("handling").map(RuleReader::handling).orElse(new Keys(Map.of()));
        return kind.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rule(
                        id.orElse(""),
                        kind.get(),
                        from.orElse(""),
                        to.orElse(""),
                        keys.get("annex", this::annex),
                        Set.copyOf(messages),
                        keys.list("alertTypes", RuleReader::alertTypes),
                        keys.list("senders", place -> party(place, from)),
                        keys.list("recipients", place -> party(place, to)),
                        Set.copyOf(keys.list("posts", known::crossing)),
                        Set.copyOf(keys.list("purposes", place -> place.oneOf(Purpose.class, "purpose"))),
                        Set.copyOf(keys.list("statuses", place -> place.oneOf(Status.class, "status"))),
                        keys.get("minSeverity", place -> place.oneOf(Severity.class, "severity")),
                        Set.copyOf(keys.list(
                                "travellers", place -> place.oneOf(Rule.Travellers.class, "group of travellers"))),
                        keys.get("when", RuleReader::whenProtected).isPresent(),
                        fields.orElse(Rule.Fields.NONE),
                        handling.get("default", RuleReader::handlingCode),
                        handling.get("max", RuleReader::handlingCode),
                        maxBytes(keys)));
    }

    private static Optional<String> id(Value place, Set<String> seen) {
        return place.text(ID, "a short name like K-U-1").filter(id -> {
            boolean fresh = seen.add(id);
            if (!fresh) {
                place.wrong("the rule '" + id + "' stands twice", "give each rule of a file its own name");
            }
            return fresh;
        });
    }

    private Optional<String> state(Value place) {
        var words = Stream.concat(parties.stream(), parties.size() > 1 ? Stream.of(Rule.EVERY_PARTY) : Stream.of());
        return parties.isEmpty() ? place.text() : place.oneOf(words.toList(), "party");
    }

    /** A rule for a pair that the agreement does not cover would never be asked. */
    private void refuseEmptyPair(Keys keys, Optional<String> from, Optional<String> to) {
        boolean same = from.isPresent() && from.equals(to) && !from.get().equals(Rule.EVERY_PARTY);
        if (same && parties.size() > 1) {
            keys.get("to")
                    .ifPresent(place -> place.wrong(
                            "the rule goes from " + from.get() + " to itself, which this agreement does not cover",
                            "a national protocol has that state as its only party"));
        }
    }

    private void refuseWhatDoesNotFit(Value rule, Keys keys, Rule.Kind kind) {
        if (kind == Rule.Kind.PROHIBIT) {
            OF_PERMITS.forEach(key -> keys.get(key)
                    .ifPresent(place -> place.wrong(
                            "a prohibit cannot state '" + key + "'; it refuses the whole message, whatever the annexes",
                            "a prohibit may state " + String.join(", ", MATCHERS) + " and when")));
            return;
        }
        keys.get("when")
                .ifPresent(place -> place.wrong(
                        "only a prohibit may state 'when'", "take it out, or make a prohibit of its own of it"));
        for (var key : List.of("annex", "messages", "fields")) {
            if (!keys.has(key)) {
                rule.report()
                        .add(
                                rule.line(),
                                Paths.key(rule.path(), key),
                                "a permit must state '" + key + "'",
                                key.equals("annex")
                                        ? "name one of the annexes: " + String.join(", ", annexes)
                                        : "add '" + key + "' here");
                annexesClear &= !key.equals("annex");
            }
        }
    }

    private Optional<String> annex(Value place) {
        var annex = place.oneOf(annexes, "annex");
        annexesClear &= annex.isPresent();
        return annex;
    }

    private static Optional<MessageType> message(Value place) {
        var types = Arrays.stream(MessageType.values())
                .filter(MessageType::fromAgencies)
                .toList();
        return place.oneOf(types, MessageType::shortName, "type of message");
    }

    private static Optional<Rule.AlertTypes> alertTypes(Value place) {
        var codes = Arrays.stream(AlertType.values()).map(AlertType::code).collect(Collectors.toList());
        return place.text()
                .filter(text -> {
                    int star = text.indexOf('*');
                    if (star >= 0 && star < text.length() - 1) {
                        place.wrong(
                                "a * stands in the middle of " + Value.quoted(text),
                                "a * stands only at the end: DOC-*");
                        return false;
                    }
                    if (star < 0) {
                        return place.oneOf(codes, "alert type").isPresent();
                    }
                    boolean some = codes.stream().anyMatch(code -> code.startsWith(text.substring(0, star)));
                    if (!some) {
                        place.wrong("no alert type begins like " + Value.quoted(text), Suggest.remedy(text, codes));
                    }
                    return some;
                })
                .map(Rule.AlertTypes::new);
    }

    /** @param state the side's state, or every party */
    private Optional<Rule.Party> party(Value place, Optional<String> state) {
        var text = place.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().startsWith(":")) {
            return place.oneOf(Arrays.asList(Role.values()), role -> ":" + role.code(), "role")
                    .map(Rule.Party.WithRole::new);
        }
        var states = state.filter(code -> !code.equals(Rule.EVERY_PARTY))
                .map(List::of)
                .orElse(parties);
        return known.agency(place, states).map(Rule.Party.Named::new);
    }

    private static Optional<Boolean> whenProtected(Value place) {
        return place.mapping(WHEN).get("protected", Value::flag).filter(flag -> {
            if (!flag) {
                place.wrong(
                        "'protected: false' would never refuse anything",
                        "write {protected: true}, or leave 'when' out");
            }
            return flag;
        });
    }

    private static Keys handling(Value place) {
        var keys = place.mapping(HANDLING);
        var least = keys.get("default").flatMap(RuleReader::quietCode);
        var most = keys.get("max").flatMap(RuleReader::quietCode);
        if (least.isPresent() && most.isPresent() && least.get().compareTo(most.get()) > 0) {
            place.wrong(
                    "the default " + least.get() + " is above the maximum " + most.get(),
                    "raise 'max' or lower 'default'");
        }
        if (keys.values().isEmpty()) {
            place.wrong("no handling code is stated", "state 'default', 'max' or both, or leave 'handling' out");
        }
        return keys;
    }

    private static Optional<Handling> handlingCode(Value place) {
        return place.oneOf(Handling.class, "handling code");
    }

    private static Optional<Handling> quietCode(Value place) {
        return place.node() instanceof YamlNode.Scalar scalar
                ? Coded.find(Handling.class, scalar.text())
                : Optional.empty();
    }

    private static OptionalInt maxBytes(Keys keys) {
        return keys.get("maxBytes", place -> place.wholeNumber(1, Integer.MAX_VALUE)).stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }
}
