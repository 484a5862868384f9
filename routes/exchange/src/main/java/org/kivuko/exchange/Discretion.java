package org.kivuko.exchange;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Code;
import org.kivuko.model.Message;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;

/**
 * Of which messages a sender sees no movement at all, so that nobody can tell from it whom the hub protects: what a register
 * is asked about (PR-3) may lie in an inbox or wait for the refugee authority, what answers others may be refused because of
 * a sign that its sender was never shown; and whatever came of the one case would show by its absence in the other. Pure
 * functions.
 */
public final class Discretion {
    private static final Set<AlertType> ARREST_OR_CHECK = EnumSet.of(AlertType.PER_ARREST, AlertType.PER_CHECK);

    private static final String DOCUMENTS = "DOC-";

    private Discretion() {}

    /** Whose part of a message shows its sender no movement. */
    public enum Extent {
        NOBODY,
        /** Recipients in other states than the sender's: no register is asked about what stays at home. */
        ABROAD,
        EVERYBODY;

        /** Whether it is hidden from the sender of this message. */
        public boolean hides(MessageKey key, AgencyId recipient) {
            return this == EVERYBODY || (this == ABROAD && !key.source().state().equals(recipient.state()));
        }
    }

    /** Whose part of a message with this header shows no movement, if it follows a message of this type. */
    public static Extent of(
            boolean person,
            boolean ofOthers,
            MessageType type,
            Optional<AlertType> alertType,
            Optional<MessageType> followed) {
        if (ofOthers) {
            return Extent.EVERYBODY;
        }
        return covers(person, type, alertType, followed) ? Extent.ABROAD : Extent.NOBODY;
    }

    /**
     * Whether a message is about what another agency said of somebody, if through others, and says nothing itself that shows
     * protection. Recalls and words about consent are left out: no protection refuses them.
     */
    static boolean ofOthers(Message message, Map<MessageKey, ReferenceFact> known) {
        MessageType type = message.envelope().type();
        boolean judged = !type.follows() || type == MessageType.CORRECTION;
        return judged
                && !Agreements.showsProtection(message.content())
                && known.values().stream()
                        .anyMatch(fact -> fact.ofOthers()
                                || (isAboutSomebody(fact)
                                        && !fact.key()
                                                .source()
                                                .equals(message.key().source())));
    }

    private static boolean isAboutSomebody(ReferenceFact fact) {
        return fact.person()
                || fact.alertType()
                        .filter(type -> type.code().startsWith(DOCUMENTS))
                        .isPresent();
    }

    /** A refusal that rests on a sign that the sender of such a message was perhaps never shown. */
    public static boolean isUnstated(boolean ofOthers, Outcome outcome, Optional<Code> reason) {
        return ofOthers && outcome == Outcome.REFUSED && reason.equals(Optional.of(Code.NOT_DELIVERABLE));
    }

    /**
     * Whether a register abroad may be asked about what a message says, or about what it follows.
     *
     * @param person whether it is about a person, or follows what is
     * @param alertType of an alert, or of the alert that it follows
     * @param followed the type of the message that it follows
     */
    static boolean covers(
            boolean person, MessageType type, Optional<AlertType> alertType, Optional<MessageType> followed) {
        boolean asks = alertType.filter(ARREST_OR_CHECK::contains).isPresent()
                || type == MessageType.REQUEST
                || followed.equals(Optional.of(MessageType.REQUEST));
        return person && asks;
    }
}
