package org.kivuko.agreement;

import java.util.Optional;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Alert;
import org.kivuko.model.AlertType;
import org.kivuko.model.CrossingRecord;
import org.kivuko.model.FlowReport;
import org.kivuko.model.Message;
import org.kivuko.model.MessageType;
import org.kivuko.model.MsgType;
import org.kivuko.model.Severity;

/**
 * What is to be judged: one message for one recipient.
 *
 * @param post where it arose: the envelope's, else that of the data
 * @param severity where rules may ask for it: of an Alert or Update alone
 * @param facts what else is known
 * @param protectionShown whether the message or its thread shows a sign of protection PR-1
 */
record Matter(
        Message message,
        AgencyId recipient,
        Facts facts,
        Concerned concerned,
        Optional<AlertType> alertType,
        Optional<Severity> severity,
        Optional<String> post,
        boolean protectionShown) {

    static Matter of(Message message, AgencyId recipient, Facts facts) {
        var concerned = Concerned.of(message);
        var alert = message.alert();
        boolean mayShow = !(message.payload() instanceof FlowReport);
        return new Matter(
                message,
                recipient,
                facts,
                concerned,
                alert.map(Alert::alertType),
                alert.filter(it -> it.msgType() == MsgType.ALERT || it.msgType() == MsgType.UPDATE)
                        .map(it -> it.severity().orElse(Severity.UNKNOWN)),
                message.envelope().post().or(() -> postOfData(message)),
                mayShow && (facts.threadProtected() || concerned.showsProtection()));
    }

    private static Optional<String> postOfData(Message message) {
        if (message.payload() instanceof FlowReport report) {
            return Optional.of(report.post());
        }
        return message.payload() instanceof CrossingRecord crossing ? Optional.of(crossing.post()) : Optional.empty();
    }

    MessageType type() {
        return message.envelope().type();
    }

    AgencyId sender() {
        return message.envelope().sender();
    }

    String from() {
        return sender().state();
    }

    String to() {
        return recipient.state();
    }

    boolean crossesBorder() {
        return !from().equals(to());
    }

    /** Says nothing of the content. */
    @Override
    public String toString() {
        return "Matter[" + message.key() + " for " + recipient + "]";
    }
}
