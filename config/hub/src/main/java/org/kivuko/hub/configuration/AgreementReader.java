package org.kivuko.hub.configuration;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Ending;
import org.kivuko.agreement.Life;
import org.kivuko.agreement.Rule;
import org.kivuko.hub.configuration.Value.Keys;

/** Reads one file of {@code agreements/}. */
final class AgreementReader {
    private static final Pattern ID = Pattern.compile("[A-Z]{3,8}(-[A-Z]{3,8})*\\.[a-z0-9-]+");
    private static final Pattern ANNEX = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    private static final Shape FILE = Shape.needs(
                    "agreement", "version", "title", "instrument", "parties", "state", "valid", "annexes", "rules")
            .may("examples", "terminationNotice", "windDown")
            .refuses(Unenforced.KEYS);
    private static final Shape INSTRUMENT = Shape.needs("name", "article");
    private static final Shape WIND_DOWN = Shape.needs("keep");
    private static final Shape VALID = Shape.needs("from").may("until");

    private final Known known;

    AgreementReader(Known known) {
        this.known = known;
    }

    /**
     * An agreement as far as it could be read; it holds only where the report is clean.
     *
     * @param stem name of the file without {@code .yaml}
     */
    Agreement read(Value file, String stem) {
        var keys = file.mapping(FILE);
        var parties = Parties.read(known, keys.get("parties"));
        var annexes = keys.get("annexes").map(place -> annexes(place, parties)).orElse(Map.of());
        var state = keys.get("state", place -> place.oneOf(Agreement.State.class, "state of an agreement"))
                .orElse(Agreement.State.DRAFT);
        return new Agreement(
                keys.get("agreement", place -> id(place, stem)).orElse(stem),
                keys.get("version", place -> place.wholeNumber(1, Integer.MAX_VALUE))
                        .orElse(1),
                keys.get("title", Value::text).orElse(""),
                instrument(keys),
                parties.names(),
                state,
                valid(keys),
                annexes,
                rules(keys, parties, annexes),
                ending(keys),
                Life.asWritten(state, annexes));
    }

    private static Ending ending(Keys file) {
        var notice = file.get("terminationNotice", Lengths::period).orElse(Ending.UNSAID.notice());
        var keep = file.get("windDown", place -> place.mapping(WIND_DOWN).get("keep", Lengths::period));
        return new Ending(notice, keep);
    }

    private static Optional<String> id(Value place, String stem) {
        return place.text(ID, "states or a region in capitals, a point and a name, like KEN-UGA.osbp")
                .filter(id -> {
                    if (!id.equals(stem)) {
                        place.wrong(
                                "the agreement is named '" + id + "', its file '" + stem + ".yaml'",
                                "a file is named after its agreement: " + id + ".yaml");
                    }
                    return true;
                });
    }

    private static Agreement.Instrument instrument(Keys file) {
        var keys =
                file.get("instrument").map(place -> place.mapping(INSTRUMENT)).orElse(new Keys(Map.of()));
        return new Agreement.Instrument(keys.get("name", Value::text).orElse(""), keys.get("article", Value::text));
    }

    private static Agreement.Validity valid(Keys file) {
        var keys = file.get("valid").map(place -> place.mapping(VALID)).orElse(new Keys(Map.of()));
        var from = keys.get("from", Value::day);
        var until = keys.get("until", Value::day);
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            keys.wrong(
                    "until",
                    "the agreement ends on " + until.get() + ", not after it begins on " + from.get(),
                    "'from' is included and 'until' excluded, so 'until' is the later day");
        }
        return new Agreement.Validity(from.orElse(LocalDate.EPOCH), until);
    }

    private static Map<String, Set<String>> annexes(Value place, Parties parties) {
        var annexes = new LinkedHashMap<String, Set<String>>();
        place.entries().forEach((name, states) -> {
            if (!ANNEX.matcher(name).matches()) {
                states.wrong(Value.quoted(name) + " is no name of an annex", "write small letters, digits and hyphens");
            }
            annexes.put(name, Set.copyOf(states.listOrNone(parties::party)));
        });
        return annexes;
    }

    private List<Rule> rules(Keys file, Parties parties, Map<String, Set<String>> annexes) {
        var reader = new RuleReader(known, parties, annexes.keySet());
        var rules = file.list("rules", value -> Optional.of(reader.rule(value)));
        var used = rules.stream().flatMap(rule -> rule.annex().stream()).collect(Collectors.toSet());
        if (reader.annexesClear()) {
            file.get("annexes").map(Value::entries).orElse(Map.of()).forEach((name, annex) -> {
                if (!used.contains(name)) {
                    annex.wrong(
                            "no rule uses the annex '" + name + "'",
                            "take it out, or name it in the permit that holds under it");
                }
            });
        }
        return rules;
    }
}
