package org.kivuko.agreement;

import org.kivuko.model.Purpose;

/**
 * Whether a message passes on what its sender was given by others, and whether it may. To whom the originator gave it
 * already, and back to the originator, nothing is passed on. Pure functions.
 */
final class PassingOn {
    private PassingOn() {}

    /** Whether something in the message may reach this recipient only when its originator has consented. */
    static boolean needsConsent(Matter matter) {
        for (Received received : matter.facts().received()) {
            if (isPassedOn(received, matter) && !mayBePassedOn(received, matter)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPassedOn(Received received, Matter matter) {
        return !received.originator().equals(matter.sender())
                && !received.originator().equals(matter.recipient())
                && !received.addressed().contains(matter.recipient());
    }

    private static boolean mayBePassedOn(Received received, Matter matter) {
        var passing = received.passing();
        var recipient = matter.recipient();
        if (matter.message().envelope().purpose() == Purpose.EVIDENCE) {
            return switch (passing.evidence()) {
                case PROHIBITED -> false;
                case CONSENT -> Passing.names(received.consentedAsEvidence(), recipient);
                case FREE -> true;
            };
        }
        return switch (passing.onward()) {
            case PROHIBITED -> false;
            case CONSENT -> Passing.names(received.consented(), recipient);
            case LISTED -> Passing.names(passing.to(), recipient);
        };
    }
}
