package org.kivuko.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Alert;
import org.kivuko.model.AlertType;
import org.kivuko.model.Code;
import org.kivuko.model.Directory;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MsgType;

/** Whether the messages that an alert refers to are known to its sender, and its own where it changes them. */
record ReferenceChecks(Directory directory, boolean unverified) {

    List<Fault> check(Message message, Map<MessageKey, ReferenceFact> known) {
        Optional<Alert> alert = message.alert();
        if (alert.isEmpty() || (unverified && alert.get().alertType() == AlertType.PUBLIC_WARNING)) {
            return List.of();
        }
        var faults = new ArrayList<Fault>();
        List<MessageKey> references = alert.get().references();
        for (int i = 0; i < references.size(); i++) {
            check(message.key().source(), alert.get(), known.get(references.get(i)), "/data/references/" + i)
                    .ifPresent(faults::add);
        }
        return faults;
    }

    private Optional<Fault> check(AgencyId sender, Alert alert, ReferenceFact fact, String pointer) {
        if (fact == null) {
            return Optional.of(new Fault(
                    pointer, Code.UNKNOWN_REFERENCE, "must name a message that this agency sent or was handed"));
        }
        if (changes(alert.msgType()) && !mayChange(sender, fact.key().source())) {
            return Optional.of(new Fault(pointer, Code.NOT_SENDER, "only its sender may update or cancel a message"));
        }
        if (alert.msgType() != MsgType.ALERT
                && alert.msgType() != MsgType.UPDATE
                && !fact.alertType().equals(Optional.of(alert.alertType()))) {
            return Optional.of(new Fault(
                    "/data/alertType", Code.SCHEMA_VIOLATION, "must be the alert type of the message it refers to"));
        }
        return Optional.empty();
    }

    private boolean mayChange(AgencyId sender, AgencyId original) {
        return sender.equals(original)
                || (sender.state().equals(original.state()) && isCentralContact(sender, directory));
    }

    private static boolean changes(MsgType type) {
        return type == MsgType.UPDATE || type == MsgType.CANCEL;
    }

    static boolean isCentralContact(AgencyId agency, Directory directory) {
        return directory
                .state(agency.state())
                .flatMap(Directory.State::centralContact)
                .equals(Optional.of(agency));
    }
}
