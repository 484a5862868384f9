package org.kivuko.exchange;

import java.util.EnumSet;
import java.util.Set;
import org.kivuko.agreement.Facts;
import org.kivuko.model.AgencyId;
import org.kivuko.model.AlertType;
import org.kivuko.model.Message;

/**
 * Asks the register of the recipient's state about the person whom an alert from abroad wants arrested or checked, and about
 * nobody else. Thread-safe.
 */
public final class RegisterDesk {
    private static final Set<AlertType> ASKED = EnumSet.of(AlertType.PER_ARREST, AlertType.PER_CHECK);

    private final ProtectionRegister register;
    private final SubjectMarks tokens;

    /**
     * @param shared what hubs and registers compute tokens under
     */
    public RegisterDesk(ProtectionRegister register, Digests shared) {
        this.register = register;
        this.tokens = new SubjectMarks(shared);
    }

    /** A desk without a register. */
    public static RegisterDesk closed() {
        return new RegisterDesk(ProtectionRegister.NONE, new Digests(new byte[32]));
    }

    /** What the register says; who cannot be named to it is not cleared by it. */
    Facts.Register ask(Message message, AgencyId recipient) {
        boolean asks = message.content()
                        .alert()
                        .filter(alert -> ASKED.contains(alert.alertType()))
                        .isPresent()
                && message.hasPerson()
                && !message.key().source().state().equals(recipient.state());
        return asks ? register.ask(recipient.state(), tokens.of(message.data())) : Facts.Register.NOT_ASKED;
    }
}
