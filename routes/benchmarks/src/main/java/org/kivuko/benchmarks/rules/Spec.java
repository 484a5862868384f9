package org.kivuko.benchmarks.rules;

import java.util.Set;
import org.kivuko.model.AlertType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;
import org.kivuko.model.Severity;

/**
 * One rule in a form that every engine can be told: it fits an alert between its two states whose type, purpose and
 * agencies' roles it names and that is at least as grave.
 *
 * @param id unique in the rule set
 */
record Spec(
        String id,
        boolean permit,
        Pair pair,
        Set<AlertType> alertTypes,
        Set<Role> senders,
        Set<Role> recipients,
        Set<Purpose> purposes,
        Severity minSeverity) {

    /** An ordered pair of states. */
    record Pair(String from, String to) {
        @Override
        public String toString() {
            return from + ">" + to;
        }
    }

    /** Severities are declared from the gravest down. */
    boolean fits(Question question) {
        return pair.equals(question.pair())
                && alertTypes.contains(question.alertType())
                && senders.contains(question.sender())
                && recipients.contains(question.recipient())
                && purposes.contains(question.purpose())
                && question.severity().compareTo(minSeverity) <= 0;
    }
}
