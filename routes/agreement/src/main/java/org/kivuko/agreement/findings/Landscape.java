package org.kivuko.agreement.findings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.model.Directory;

/** All agreements as they stand on a day, asked for the rules that meet those of one of them. */
final class Landscape {
    private final List<Placed> rules = new ArrayList<>();
    private final Map<Pair, List<Held>> byPair = new HashMap<>();
    private final LocalDate day;

    /** A rule, and what it fits between two states. */
    record Held(Placed rule, Reach reach) {}

    Landscape(Directory directory, Collection<Agreement> agreements, Instant at) {
        day = LocalDate.ofInstant(at, ZoneOffset.UTC);
        for (Agreement agreement : agreements) {
            for (int i = 0; i < agreement.rules().size(); i++) {
                rules.add(new Placed(agreement, i, agreement.rules().get(i)));
            }
        }
        for (Placed rule : rules) {
            for (Pair pair : rule.pairs()) {
                byPair.computeIfAbsent(pair, key -> new ArrayList<>())
                        .add(new Held(rule, Reach.of(rule.rule(), pair.from(), pair.to(), directory)));
            }
        }
    }

    LocalDate day() {
        return day;
    }

    /** Every rule, in the order of agreements and places. */
    List<Placed> rules() {
        return rules;
    }

    /** What a rule fits between two states that it is about. */
    Reach reach(Placed rule, Pair pair) {
        return byPair.getOrDefault(pair, List.of()).stream()
                .filter(held -> held.rule().equals(rule))
                .findFirst()
                .orElseThrow()
                .reach();
    }

    /** The others that hold for a pair beside a rule: of its own agreement, and of those in force. */
    Stream<Held> beside(Placed rule, Pair pair) {
        return byPair.getOrDefault(pair, List.of()).stream()
                .filter(held -> !held.rule().equals(rule))
                .filter(held -> held.rule().agreement().equals(rule.agreement())
                        || isInForce(held.rule().agreement()))
                .filter(held -> !held.rule().isPermit() || held.rule().isReciprocal(pair));
    }

    private boolean isInForce(Agreement agreement) {
        var valid = agreement.valid();
        return (agreement.state() == State.IN_FORCE || agreement.state() == State.PROVISIONAL)
                && !day.isBefore(valid.from())
                && valid.until().filter(end -> !day.isBefore(end)).isEmpty();
    }
}
