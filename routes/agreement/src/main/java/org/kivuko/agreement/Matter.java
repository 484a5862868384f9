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

/** What is to be judged: one message for one recipient. Immutable. */
final class Matter {
    private static final Optional<Severity> UNKNOWN = Optional.of(Severity.UNKNOWN);

    private final Message message;
    private final AgencyId recipient;
    private final Facts facts;
    private final Concerned concerned;
    private final boolean protectionShown;
    private final long shown;

    private Matter(Message message, AgencyId recipient, Facts facts) {
        this.message = message;
        this.recipient = recipient;
        this.facts = facts;
        concerned = Concerned.of(message);
        protectionShown =
                !(message.payload() instanceof FlowReport) && (facts.threadProtected() || concerned.showsProtection());
        shown = Traits.shown(this);
    }

    static Matter of(Message message, AgencyId recipient, Facts facts) {
        return new Matter(message, recipient, facts);
    }

    Message message() {
        return message;
    }

    AgencyId recipient() {
        return recipient;
    }

    /** What else is known. */
    Facts facts() {
        return facts;
    }

    Concerned concerned() {
        return concerned;
    }

    Optional<AlertType> alertType() {
        return message.payload() instanceof Alert alert ? Optional.of(alert.alertType()) : Optional.empty();
    }

    /** Where rules may ask for it: of an Alert or Update alone. */
    Optional<Severity> severity() {
        if (message.payload() instanceof Alert alert
                && (alert.msgType() == MsgType.ALERT || alert.msgType() == MsgType.UPDATE)) {
            return alert.severity().isPresent() ? alert.severity() : UNKNOWN;
        }
        return Optional.empty();
    }

    /** Where it arose: the envelope's, else that of the data. */
    Optional<String> post() {
        return post(message);
    }

    static Optional<String> post(Message message) {
        return message.envelope().post().or(() -> postOfData(message));
    }

    /** Whether the message or its thread shows a sign of protection PR-1. */
    boolean protectionShown() {
        return protectionShown;
    }

    /** What it shows, as bits. */
    long shown() {
        return shown;
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
