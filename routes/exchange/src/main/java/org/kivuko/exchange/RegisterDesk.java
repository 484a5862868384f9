package org.kivuko.exchange;

import java.util.Optional;
import org.kivuko.agreement.Facts;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Alert;
import org.kivuko.model.Message;

/**
 * Asks the register of the recipient's state about the person whom an alert from abroad wants arrested or checked, or about
 * whom a request from abroad asks, and about nobody else. Thread-safe.
 */
public final class RegisterDesk {
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
        Message content = message.content();
        boolean asks = Discretion.covers(
                        content.hasPerson(),
                        content.envelope().type(),
                        content.alert().map(Alert::alertType),
                        Optional.empty())
                && !message.key().source().state().equals(recipient.state());
        return asks ? register.ask(recipient.state(), tokens.of(message.data())) : Facts.Register.NOT_ASKED;
    }
}
