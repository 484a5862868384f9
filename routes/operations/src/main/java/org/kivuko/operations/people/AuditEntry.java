package org.kivuko.operations.people;

import java.time.Instant;

/**
 * One act of an operator, or one look into a message. Absent texts are empty.
 *
 * @param login who
 * @param address from which address of the network
 * @param action method and path of the call, as the table of calls names it
 * @param target what it was about: what stands in the places of the path, joined by slashes; no personal data
 * @param reason as the operator gave it; kept sealed, since people write what they should not
 * @param purpose for a look into a message, likewise
 * @param before the state before, short JSON without personal data
 * @param after the state after, likewise
 */
public record AuditEntry(
        Instant at,
        String login,
        String address,
        String action,
        String target,
        String reason,
        String purpose,
        String before,
        String after,
        AuditOutcome outcome) {

    /** The same act once its end is known. */
    public AuditEntry ended(AuditEnd end) {
        return new AuditEntry(
                at,
                login,
                address,
                action,
                end.target().isEmpty() ? target : end.target(),
                reason,
                purpose,
                end.before(),
                end.after(),
                end.outcome());
    }

    /** Without the reason, which may hold anything. */
    @Override
    public String toString() {
        return "AuditEntry[" + at + " " + login + " " + action + " " + outcome + "]";
    }
}
