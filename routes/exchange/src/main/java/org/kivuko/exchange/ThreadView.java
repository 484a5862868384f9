package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/**
 * What an agency sees of a thread: of what it sent the status that it sees anyway, of what it was handed its own part, and
 * nothing of anything else, not even that it is there. Pure functions.
 */
public final class ThreadView {
    private static final Set<DeliveryState> GONE =
            EnumSet.of(DeliveryState.RETURNED, DeliveryState.RECALLED, DeliveryState.EXPIRED);

    private ThreadView() {}

    /**
     * The document of {@code GET /v1/threads/{agency}/{id}}.
     *
     * @param asked the message that the caller named
     * @param messages what the caller may know of, oldest first
     */
    public static ObjectNode of(MessageKey asked, List<ThreadMessage> messages, AgencyId caller, Instant now) {
        Set<MessageKey> known = messages.stream().map(ThreadMessage::key).collect(Collectors.toSet());
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("thread", asked.toString());
        ArrayNode list = document.putArray("messages");
        messages.forEach(message -> list.add(message(message, known, caller, now)));
        return document;
    }

    private static ObjectNode message(ThreadMessage message, Set<MessageKey> known, AgencyId caller, Instant now) {
        ObjectNode part = JsonNodeFactory.instance.objectNode();
        part.put("message", message.key().toString());
        part.put("type", message.type().code());
        message.msgType().ifPresent(type -> part.put("msgType", type.code()));
        message.alertType().ifPresent(type -> part.put("alertType", type.code()));
        part.put("acceptedAt", Times.text(message.status().acceptedAt()));
        ArrayNode references = part.putArray("references");
        message.references().stream().filter(known::contains).forEach(key -> references.add(key.toString()));
        boolean handed = isHanded(message, caller);
        part.set("recipients", handed ? ownPart(message) : SenderView.recipients(message.status()));
        ArrayNode clocks = clocks(message, handed, now);
        if (!clocks.isEmpty()) {
            part.set("clocks", clocks);
        }
        return part;
    }

    /** Whether it came to the caller from another agency: a central contact knows the status of what its state sent. */
    private static boolean isHanded(ThreadMessage message, AgencyId caller) {
        return !message.key().source().state().equals(caller.state())
                || message.status().recipients().stream()
                        .anyMatch(recipient -> recipient.agency().equals(caller));
    }

    /** How much of it was kept from the caller is not told. */
    private static ArrayNode ownPart(ThreadMessage message) {
        ArrayNode parts = JsonNodeFactory.instance.arrayNode();
        message.status().recipients().forEach(recipient -> {
            ObjectNode part = parts.addObject().put("agency", recipient.agency().toString());
            recipient.state().ifPresent(state -> part.put("state", state.code()));
            part.put("at", Times.text(recipient.stateAt()));
        });
        return parts;
    }

    /**
     * Of what each recipient owes: its acknowledgement, its answer. What has left its inbox owes nothing any more. Where a sender
     * sees no movement it sees of whoever may have the message when an answer is due, and nothing else.
     */
    private static ArrayNode clocks(ThreadMessage message, boolean handed, Instant now) {
        ArrayNode clocks = JsonNodeFactory.instance.arrayNode();
        for (MessageStatus.Recipient recipient : message.status().recipients()) {
            AgencyId agency = recipient.agency();
            boolean hides = !handed && message.status().hides(agency);
            boolean owes = hides
                    ? SenderView.hasIt(recipient, message.status())
                    : recipient.state().filter(state -> !GONE.contains(state)).isPresent();
            if (owes && (handed || recipient.shownToSender())) {
                Optional.ofNullable(message.acknowledgements().get(agency))
                        .filter(clock -> !hides)
                        .ifPresent(clock -> add(clocks, agency, "acknowledgement", "acknowledgedAt", clock, now));
                message.answerBy()
                        .map(until -> new ThreadMessage.Clock(
                                until, Optional.ofNullable(message.answered().get(agency))))
                        .ifPresent(clock -> add(clocks, agency, "answer", "answeredAt", clock, now));
            }
        }
        return clocks;
    }

    private static void add(
            ArrayNode clocks, AgencyId agency, String what, String came, ThreadMessage.Clock clock, Instant now) {
        ObjectNode shown = clocks.addObject();
        shown.put("agency", agency.toString());
        shown.put("what", what);
        shown.put("until", Times.text(clock.until()));
        clock.stoppedAt().ifPresent(at -> shown.put(came, Times.text(at)));
        shown.put("standing", standing(clock, now));
    }

    private static String standing(ThreadMessage.Clock clock, Instant now) {
        return clock.stoppedAt()
                .map(at -> at.isAfter(clock.until()) ? "late" : "in-time")
                .orElseGet(() -> now.isAfter(clock.until()) ? "late" : "open");
    }
}
