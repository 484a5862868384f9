package org.kivuko.exchange;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.MessageType;

/**
 * Of which messages a sender sees no movement at all, so that nobody can tell from it whom a register protects (PR-3): what a
 * register is asked about may lie in an inbox or wait for the refugee authority, and whatever came of the one case would show
 * by its absence in the other. Pure functions.
 */
public final class Discretion {
    private static final Set<AlertType> ARREST_OR_CHECK = EnumSet.of(AlertType.PER_ARREST, AlertType.PER_CHECK);

    private Discretion() {}

    /**
     * Whether a register abroad may be asked about what a message says, or about what it follows.
     *
     * @param person whether it is about a person, or follows what is
     * @param alertType of an alert, or of the alert that it follows
     * @param followed the type of the message that it follows
     */
    public static boolean covers(
            boolean person, MessageType type, Optional<AlertType> alertType, Optional<MessageType> followed) {
        boolean asks = alertType.filter(ARREST_OR_CHECK::contains).isPresent()
                || type == MessageType.REQUEST
                || followed.equals(Optional.of(MessageType.REQUEST));
        return person && asks;
    }

    /** Whether that holds between these two: no register is asked about what stays at home. */
    static boolean hides(MessageStatus status, AgencyId recipient) {
        return status.discreet() && !status.key().source().state().equals(recipient.state());
    }
}
