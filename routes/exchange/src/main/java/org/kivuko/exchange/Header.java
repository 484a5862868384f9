package org.kivuko.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.model.Alert;
import org.kivuko.model.AlertType;
import org.kivuko.model.Consent;
import org.kivuko.model.Handling;
import org.kivuko.model.Message;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.MsgType;
import org.kivuko.model.Request;
import org.kivuko.model.Status;

/**
 * What the ledger keeps of a message: codes only, no personal data.
 *
 * @param alertType of an alert, or of the alert that this message follows
 * @param person whether it is about a person, or refers to what is, so that its sender sees {@code processed} instead of
 *     outcomes
 * @param protectedThread whether a sign of protection was seen in it or in a message it refers to
 * @param handling the code under which it was sent, or a higher one of what it refers to
 * @param ofOthers whether it is about what other agencies said of somebody ({@link Discretion})
 * @param within how long the answer to a question may take
 * @param consent what it says about consent
 * @param sent when its sender says that it was sent; absent where nobody asks
 */
public record Header(
        MessageType type,
        Status status,
        Optional<AlertType> alertType,
        Optional<MsgType> msgType,
        List<MessageKey> references,
        boolean person,
        boolean protectedThread,
        Handling handling,
        boolean ofOthers,
        Optional<Duration> within,
        Optional<Consent> consent,
        Optional<Instant> sent) {

    public Header {
        references = List.copyOf(references);
    }

    /** The header of a message under the lowest code that neither asks nor consents. */
    public Header(
            MessageType type,
            Status status,
            Optional<AlertType> alertType,
            Optional<MsgType> msgType,
            List<MessageKey> references,
            boolean person,
            boolean protectedThread) {
        this(
                type,
                status,
                alertType,
                msgType,
                references,
                person,
                protectedThread,
                Handling.H0,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it answers what it refers to. */
    public boolean answers() {
        return type == MessageType.REPLY || msgType.equals(Optional.of(MsgType.ACK));
    }

    /** The header of a message, with what is known of those that it refers to. */
    static Header of(Message message, Map<MessageKey, ReferenceFact> known, boolean protectedThread) {
        MessageType type = message.envelope().type();
        boolean followsPerson =
                type != MessageType.ALERT && known.values().stream().anyMatch(ReferenceFact::person);
        boolean ofOthers = Discretion.ofOthers(message, known);
        return new Header(
                type,
                message.envelope().status(),
                alertType(message, known),
                message.alert().map(Alert::msgType),
                message.payload().references(),
                message.hasPerson() || followsPerson || ofOthers,
                protectedThread,
                LeastHandling.ofThread(message, known),
                ofOthers,
                within(message),
                message.payload() instanceof Consent consent ? Optional.of(consent) : Optional.empty(),
                Optional.of(message.envelope().time().toInstant()));
    }

    private static Optional<AlertType> alertType(Message message, Map<MessageKey, ReferenceFact> known) {
        return message.envelope().type().follows()
                ? Following.original(message, known).flatMap(ReferenceFact::alertType)
                : message.alert().map(Alert::alertType);
    }

    private static Optional<Duration> within(Message message) {
        if (message.payload() instanceof Request request) {
            return Optional.of(request.within());
        }
        return message.payload() instanceof Consent consent && consent.act() == Consent.Act.ASK
                ? Optional.of(consent.within().orElse(Consent.DEFAULT_WITHIN))
                : Optional.empty();
    }
}
