package org.kivuko.agreement;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.kivuko.agreement.Facts.Register;
import org.kivuko.agreement.Facts.Review;
import org.kivuko.agreement.Hold.Cause;
import org.kivuko.model.AlertType;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageType;

/** Whether somebody has to look at a message before it crosses. Pure functions. */
final class Holds {
    /** PR-3: what a state may use to get hold of a person. */
    private static final Set<AlertType> ARREST_OR_CHECK = EnumSet.of(AlertType.PER_ARREST, AlertType.PER_CHECK);

    private Holds() {}

    /** Why and how long a message that nothing refuses has to wait; empty where it crosses. */
    static Optional<Hold> of(Matter matter, Conditions conditions, Handling handling, Instant at) {
        if (matter.facts().review() == Review.RELEASED) {
            return Optional.empty();
        }
        var within = conditions.reviewWithin();
        var cause = protects(matter);
        if (cause.isEmpty() && (within.isPresent() || handling == Handling.H3)) {
            cause = Optional.of(Cause.REVIEW);
        }
        return cause.isEmpty()
                ? Optional.empty()
                : Optional.of(new Hold(cause.get(), until(matter, at.plus(within.orElse(Hold.DEFAULT)))));
    }

    /** Nobody has to decide about what has expired. */
    private static Instant until(Matter matter, Instant clock) {
        return matter.message()
                .envelope()
                .expires()
                .map(OffsetDateTime::toInstant)
                .filter(expires -> expires.isBefore(clock))
                .orElse(clock);
    }

    private static boolean asksAboutAPersonAbroad(Matter matter) {
        return matter.crossesBorder()
                && matter.type() == MessageType.REQUEST
                && matter.concerned().person();
    }

    /** Whether the alert asks another state to arrest or check somebody. */
    static boolean isArrestOrCheckAbroad(Matter matter) {
        return matter.alertType().isPresent()
                && ARREST_OR_CHECK.contains(matter.alertType().get())
                && matter.crossesBorder();
    }

    /**
     * PR-3: what the message shows goes before what the register says, and its silence is no answer. A question about a person
     * can be a check by another name, so it waits where the register of the recipient's state knows that person or is silent;
     * where there is no register it crosses.
     */
    private static Optional<Cause> protects(Matter matter) {
        if (asksAboutAPersonAbroad(matter)) {
            return switch (matter.facts().register()) {
                case PROTECTED -> Optional.of(Cause.REFUGEE_AUTHORITY);
                case SILENT -> Optional.of(Cause.REGISTER);
                case NOT_ASKED, NOT_PROTECTED -> Optional.empty();
            };
        }
        if (!isArrestOrCheckAbroad(matter)) {
            return Optional.empty();
        }
        if (matter.protectionShown() || matter.facts().register() == Register.PROTECTED) {
            return Optional.of(Cause.REFUGEE_AUTHORITY);
        }
        var register = matter.facts().register();
        boolean cleared = register == Register.NOT_PROTECTED;
        // A register is asked about a document alone, too: then its silence is no answer either.
        boolean nobody = register == Register.NOT_ASKED && !matter.concerned().person();
        return cleared || nobody ? Optional.empty() : Optional.of(Cause.REGISTER);
    }
}
