package org.kivuko.analysis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import org.kivuko.model.Envelope;
import org.kivuko.model.Handling;
import org.kivuko.model.Message;
import org.kivuko.model.Purpose;
import org.kivuko.model.Status;

/** The messages of one way; those that differ in nothing but attributes share what they hold. For one thread. */
final class WaySpecimens {
    private final String to;
    private final Map<Draft, Message> written = new HashMap<>();

    /** @param to an address */
    WaySpecimens(String to) {
        this.to = to;
    }

    /** The message of a draft, sent at {@link Way#SENT}. */
    Message message(Draft draft) {
        var plain = new Draft(
                draft.sender(),
                draft.topic(),
                Purpose.BORDER_CHECK,
                Status.ACTUAL,
                draft.post(),
                draft.gravity(),
                draft.traveller(),
                draft.figures(),
                Handling.H0,
                0);
        var message = written.computeIfAbsent(plain, it -> Specimens.message(it, to, Way.SENT));
        return message.under(
                attributes(message.envelope(), draft), event(message.json(), draft), Specimens.size(draft));
    }

    private static Envelope attributes(Envelope plain, Draft draft) {
        return new Envelope(
                plain.key(),
                plain.type(),
                plain.time(),
                plain.to(),
                draft.purpose(),
                draft.status(),
                plain.post(),
                draft.handling(),
                plain.expires(),
                plain.traceparent(),
                plain.exercise());
    }

    private static ObjectNode event(ObjectNode plain, Draft draft) {
        var event = plain.objectNode();
        event.setAll(plain);
        return Specimens.attributes(event, draft);
    }
}
