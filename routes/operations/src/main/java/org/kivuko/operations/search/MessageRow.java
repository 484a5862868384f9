package org.kivuko.operations.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Door;
import org.kivuko.model.AlertType;
import org.kivuko.model.Code;
import org.kivuko.model.Handling;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.MsgType;
import org.kivuko.model.Status;
import org.kivuko.operations.exercise.Run;

/**
 * What a list shows of a message: codes, counts and instants, nothing of its content.
 *
 * @param exercise the run of an exercise to which it belongs
 * @param door through which it came; empty while it lies unread in its outbox
 * @param recipients how many got which outcome, of those that whoever looks may see
 * @param reasons why something was refused or held, sorted
 * @param state where the delivery stands that is the furthest behind; empty where nothing crosses
 */
public record MessageRow(
        MessageKey key,
        MessageType type,
        Optional<AlertType> alertType,
        Optional<MsgType> msgType,
        Status status,
        Optional<Run> exercise,
        Lane lane,
        Instant acceptedAt,
        Optional<Door> door,
        Handling handling,
        boolean person,
        Map<Outcome, Integer> recipients,
        List<Code> reasons,
        Optional<DeliveryState> state) {
    public MessageRow {
        recipients = Map.copyOf(recipients);
        reasons = List.copyOf(reasons);
    }
}
