package org.kivuko.hub.configuration;

import java.util.List;
import java.util.Optional;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Role;

/**
 * The parties of one agreement, as its other keys may name them.
 *
 * @param names those that could be read
 * @param sure whether that is all of them; else any state is taken for a party, so that one fault is reported once
 */
record Parties(Known known, List<String> names, boolean sure) {

    static Parties read(Known known, Optional<Value> place) {
        var names = place.map(value -> value.list(known::state)).orElse(List.of());
        boolean sure = !names.isEmpty()
                && place.filter(value -> value.size() == names.size()).isPresent();
        return new Parties(known, names, sure);
    }

    Optional<String> party(Value place) {
        return sure ? place.oneOf(names, "party") : known.state(place);
    }

    /** What stands in {@code from} or {@code to}. */
    Optional<String> side(Value place) {
        if (place.text().filter(Rule.EVERY_PARTY::equals).isEmpty()) {
            return party(place);
        }
        if (isNational()) {
            place.wrong(
                    "\"*\" stands for every party of two or more, never for one state with itself",
                    "write " + names.get(0));
        }
        return Optional.of(Rule.EVERY_PARTY);
    }

    /** An agency of any party. */
    Optional<AgencyId> agency(Value place) {
        return sure ? known.agency(place, names) : known.agency(place);
    }

    /**
     * The states on the receiving side of a rule.
     *
     * @param to a state, every party, or empty where it could not be read
     */
    List<String> receiving(Optional<String> to) {
        return to.map(code -> code.equals(Rule.EVERY_PARTY) ? names : List.of(code))
                .orElse(List.of());
    }

    /** Whether the only party is one state: a national protocol. */
    boolean isNational() {
        return sure && names.size() == 1;
    }

    /**
     * A sender or recipient: an agency, or a role with a colon before it.
     *
     * @param side the state on that side of the rule, every party, or empty where it could not be read
     */
    Optional<Rule.Party> agencies(Value place, Optional<String> side) {
        var text = place.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (text.get().startsWith(":")) {
            return place.oneOf(List.of(Role.values()), role -> ":" + role.code(), "role")
                    .map(Rule.Party.WithRole::new);
        }
        var one = side.filter(code -> !code.equals(Rule.EVERY_PARTY)).map(List::of);
        var agency = one.isPresent() || sure ? known.agency(place, one.orElse(names)) : known.agency(place);
        return agency.map(Rule.Party.Named::new);
    }
}
