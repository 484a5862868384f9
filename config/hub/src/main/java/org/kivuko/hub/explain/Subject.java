package org.kivuko.hub.explain;

import java.time.Instant;
import java.util.Optional;
import org.kivuko.agreement.Explanation;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Alert;
import org.kivuko.model.CrossingRecord;
import org.kivuko.model.FlowReport;
import org.kivuko.model.Message;

/** What is explained: one message for one recipient, as of one instant. */
public record Subject(Message message, Instant at, Explanation explanation) {

    AgencyId recipient() {
        return explanation.ruling().recipient();
    }

    /** What kind of message it is, in the words of agreements. */
    static String kind(Message message) {
        return message.envelope().type().shortName()
                + message.alert()
                        .map(Alert::alertType)
                        .map(type -> " " + type.code())
                        .orElse("");
    }

    /** Where the message says that it arose: the envelope goes before the data. */
    Optional<String> post() {
        return message.envelope().post().or(() -> {
            if (message.payload() instanceof FlowReport report) {
                return Optional.of(report.post());
            }
            return message.payload() instanceof CrossingRecord record ? Optional.of(record.post()) : Optional.empty();
        });
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Subject[" + message.key() + " " + explanation.ruling() + "]";
    }
}
