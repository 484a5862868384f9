package org.kivuko.agreement;

import java.util.Optional;
import org.kivuko.model.Code;

/**
 * The steps in which a permit is asked whether it fits, in their order. Among the permits that fit a pair of states but
 * not the message, the one that came furthest gives the reason of the refusal. Of agreements that do not hold at the
 * instant a suspended one goes first: suspending is what somebody decided, and so what the sender should hear.
 */
enum Step {
    TYPE(Code.TYPE_NOT_PERMITTED),
    AUTHORITY(Code.AUTHORITY_NOT_COMPETENT),
    POST(Code.POST_NOT_COVERED),
    PURPOSE(Code.PURPOSE_NOT_PERMITTED),
    STATUS(Code.STATUS_NOT_PERMITTED),
    TRAVELLER(Code.TRAVELLER_NOT_COVERED),
    SEVERITY(Code.SEVERITY_TOO_LOW),
    ANNEX(Code.NOT_RECIPROCAL),
    /** A permit for emergencies, and none is open. */
    EMERGENCY(Code.NOT_IN_FORCE),
    NOT_IN_FORCE(Code.NOT_IN_FORCE),
    SUSPENDED(Code.SUSPENDED);

    private final Code reason;
    private final Optional<Code> refusal;

    Step(Code reason) {
        this.reason = reason;
        refusal = Optional.of(reason);
    }

    /** What a refusal at this step is called. */
    Code reason() {
        return reason;
    }

    /** The same, ready to be put into a ruling. */
    Optional<Code> refusal() {
        return refusal;
    }
}
