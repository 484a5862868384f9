package org.kivuko.exchange;

import java.util.List;
import java.util.Optional;
import org.kivuko.model.Alert;
import org.kivuko.model.AlertType;
import org.kivuko.model.Message;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.MsgType;
import org.kivuko.model.Status;

/**
 * What the ledger keeps of a message: codes only, no personal data.
 *
 * @param person whether it is about a person, so that its sender sees {@code processed} instead of outcomes
 * @param protectedThread whether a sign of protection was seen in it or in a message it refers to
 */
public record Header(
        MessageType type,
        Status status,
        Optional<AlertType> alertType,
        Optional<MsgType> msgType,
        List<MessageKey> references,
        boolean person,
        boolean protectedThread) {
    public Header {
        references = List.copyOf(references);
    }

    /** The header of a message, with the references and the protection that count for it. */
    static Header of(Message message, List<MessageKey> references, boolean protectedThread) {
        return new Header(
                message.envelope().type(),
                message.envelope().status(),
                message.alert().map(Alert::alertType),
                message.alert().map(Alert::msgType),
                references,
                message.hasPerson(),
                protectedThread);
    }
}
