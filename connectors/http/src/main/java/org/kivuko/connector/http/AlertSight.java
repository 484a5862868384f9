package org.kivuko.connector.http;

import org.kivuko.exchange.Rulebook;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.watch.Alert;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.Targets;

/**
 * Who sees which alert and acts on it, beyond what the book of alerts says of agencies. What ails the hub itself is everybody's to know
 * and theirs to act on who see everything. Pure but for the agreements, which are asked for anew each time.
 */
record AlertSight(Rulebook rulebook) {
    /** Of alerts that the book lets this scope see: the end of an agreement is the matter of its parties, that of a key of nobody else. */
    boolean sees(Scope scope, Alert alert) {
        return scope.everything()
                || alert.kind() != AlertKind.EXPIRY
                || rulebook.agreements().all().stream()
                        .filter(agreement -> agreement.reference().equals(alert.target()))
                        .flatMap(agreement -> agreement.parties().stream())
                        .anyMatch(scope::touches);
    }

    /** Whether a target is the matter of this scope alone, so that it may acknowledge, assign and set what is about it. */
    static boolean mayActOn(Scope scope, AlertKind kind, String target) {
        return scope.everything()
                || Targets.agency(kind, target)
                        .flatMap(AgencyId::parse)
                        .filter(scope::covers)
                        .isPresent();
    }
}
