package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Ruling;
import org.kivuko.exchange.limit.Room;
import org.kivuko.model.Code;

/**
 * What a sender may see of how its message stands. Of a message with a person it never learns whether it was released,
 * reduced or held: all three read {@code processed}, so that nobody can tell from it whom the hub protects. Pure functions.
 */
public final class SenderView {
    private static final String PROCESSED = "processed";

    /** Of what follows a message that is held, or was. */
    private static final Set<Code> AFTER_HOLDS = EnumSet.of(Code.RECALLED, Code.REVIEW_REQUIRED);

    private SenderView() {}

    /** The status document of the contract. */
    public static ObjectNode of(MessageStatus status) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("id", status.key().id());
        document.put("source", status.key().source().source());
        document.put("status", status.judged() ? "judged" : "accepted");
        document.put("acceptedAt", Times.text(status.acceptedAt()));
        document.set("recipients", recipients(status));
        return document;
    }

    /** The recipients of that document. */
    static ArrayNode recipients(MessageStatus status) {
        ArrayNode recipients = JsonNodeFactory.instance.arrayNode();
        status.recipients().stream()
                .filter(MessageStatus.Recipient::shownToSender)
                .forEach(recipient -> recipients.add(recipient(recipient, status)));
        return recipients;
    }

    /** Whether a recipient has, as far as the sender may know, what was sent to it. */
    static boolean hasIt(MessageStatus.Recipient recipient, MessageStatus status) {
        return recipient.shownToSender()
                && (recipient.state().isPresent() || (status.person() && !isRefusal(recipient, status)));
    }

    private static ObjectNode recipient(MessageStatus.Recipient recipient, MessageStatus status) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        part.put("agency", recipient.agency().toString());
        if (status.person() && !isRefusal(recipient, status)) {
            return processed(part, recipient, status.recalledAt(), status.hides(recipient.agency()));
        }
        part.put("outcome", recipient.outcome().code());
        recipient.reason().ifPresent(reason -> part.put("reason", reason.code()));
        strings(part.putArray("rules"), recipient.rules());
        strings(part.putArray("removed"), Ruling.shownToSender(recipient.removed()));
        if (!recipient.transformed().isEmpty()) {
            strings(part.putArray("transformed"), recipient.transformed());
        }
        recipient.state().ifPresent(state -> part.put("state", state.code()));
        part.put("at", Times.text(recipient.stateAt()));
        if (recipient.reason().filter(Code.RECIPIENT_FULL::equals).isPresent()) {
            part.put("again", Times.text(Room.again(recipient.judgedAt())));
        }
        return part;
    }

    /** Whether the sender sees a ruling as a refusal, whoever the message is about. */
    static boolean showsRefusal(Ruling ruling, boolean ofOthers) {
        return ruling.outcome() == Outcome.REFUSED
                && !Discretion.isUnstated(ofOthers, ruling.outcome(), ruling.reason())
                && ruling.reason().filter(AFTER_HOLDS::contains).isEmpty();
    }

    /**
     * A refusal by the rules. Refused by an officer, or by the end of the time for a review, and of what follows a message
     * refused because that one was held: that it was held must not show. Nor must a protection of which the sender was not told.
     */
    private static boolean isRefusal(MessageStatus.Recipient recipient, MessageStatus status) {
        return recipient.outcome() == Outcome.REFUSED
                && !recipient.wasHeld()
                && !Discretion.isUnstated(status.ofOthers(), recipient.outcome(), recipient.reason())
                && recipient.reason().filter(AFTER_HOLDS::contains).isEmpty();
    }

    private static ObjectNode processed(
            ObjectNode part, MessageStatus.Recipient recipient, Optional<Instant> recalledAt, boolean hides) {
        boolean moved = (!hides || recipient.told())
                && recipient
                        .state()
                        .filter(state -> state != DeliveryState.QUEUED && !hidden(recipient, state))
                        .isPresent();
        part.put("outcome", PROCESSED);
        if (recalledAt.isPresent() && (!moved || recipient.state().equals(Optional.of(DeliveryState.RECALLED)))) {
            // What waited, what was held and what was refused after that look the same once they are taken back.
            part.put("state", DeliveryState.RECALLED.code());
            part.put("at", Times.text(recalledAt.get()));
            return part;
        }
        part.put("state", moved ? recipient.state().orElseThrow().code() : DeliveryState.QUEUED.code());
        part.put("at", Times.text(moved ? recipient.stateAt() : recipient.judgedAt()));
        return part;
    }

    /** What a protection took out of an inbox looks as if it still waited there. */
    private static boolean hidden(MessageStatus.Recipient recipient, DeliveryState state) {
        return state.withdrawn() && recipient.reason().equals(Optional.of(Code.NOT_DELIVERABLE));
    }

    private static void strings(ArrayNode array, List<String> values) {
        values.forEach(array::add);
    }
}
