package org.kivuko.agreement;

import java.util.Comparator;
import java.util.List;
import org.kivuko.model.AlertType;

/**
 * The rules of one pair of states and one kind that admit a type of message, sorted by name. The alert types that each
 * admits lie side by side as bits, so that a rule about another type is passed over without being looked at; beside them whom each names. Immutable.
 */
final class Candidates {
    static final Candidates NONE = new Candidates(List.of());

    private final CompiledRule[] rules;
    private final int[] alertTypes;
    private final AgencySet[] senders;
    private final AgencySet[] recipients;

    private Candidates(List<CompiledRule> sorted) {
        rules = sorted.toArray(CompiledRule[]::new);
        alertTypes = sorted.stream().mapToInt(Candidates::bits).toArray();
        senders = sorted.stream().map(CompiledRule::senders).toArray(AgencySet[]::new);
        recipients = sorted.stream().map(CompiledRule::recipients).toArray(AgencySet[]::new);
    }

    static Candidates of(List<CompiledRule> rules) {
        return rules.isEmpty()
                ? NONE
                : new Candidates(rules.stream()
                        .sorted(Comparator.comparing(CompiledRule::name))
                        .toList());
    }

    private static int bits(CompiledRule rule) {
        int bits = 0;
        for (AlertType type : AlertType.values()) {
            bits |= rule.admits(type) ? bit(type) : 0;
        }
        return bits;
    }

    /** The bits live no longer than the program, so it does not matter where a type stands in its list. */
    @SuppressWarnings("EnumOrdinal")
    private static int bit(AlertType type) {
        return 1 << type.ordinal();
    }

    /** The alert type of a message as it is looked for; 0 for what is no alert and so fits every rule. */
    static int wanted(Matter matter) {
        return matter.alertType().isPresent() ? bit(matter.alertType().get()) : 0;
    }

    /** The place of the first rule from a place on that may be about what is wanted; {@link #size()} where there is none. */
    int next(int from, int wanted) {
        int i = from;
        while (i < rules.length && wanted != 0 && (alertTypes[i] & wanted) == 0) {
            i++;
        }
        return i;
    }

    /** Whether the rule at a place names the sender and the recipient, by their numbers: the step after the type. */
    boolean areCompetent(int place, int sender, int recipient) {
        return senders[place].admits(sender) && recipients[place].admits(recipient);
    }

    CompiledRule at(int place) {
        return rules[place];
    }

    int size() {
        return rules.length;
    }

    /** All of them, sorted by name. */
    List<CompiledRule> all() {
        return List.of(rules);
    }
}
