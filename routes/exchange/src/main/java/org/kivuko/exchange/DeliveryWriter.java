package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.agreement.Ruling;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Correction;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageKey;
import org.kivuko.model.cap.CapReferences;

/**
 * Writes what one recipient gets: the attributes of the message, what the ruling lets cross of its data, and the hub's own
 * attributes. Built fresh; nothing of the sender's transport goes along. Thread-safe.
 */
public final class DeliveryWriter {
    private final Ledger ledger;
    private final InstantSource clock;

    /** @param clock how long a delivery may still wait is reckoned from the moment in which it is written */
    public DeliveryWriter(Ledger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    Parcel write(Passage.Judged judged, Delivery delivery, long linkNumber) {
        Outbox outbox = judged.arrival().outbox();
        var inbox = new Inbox(delivery.ruling().recipient(), outbox.channel(), outbox.lane());
        // Recorded a moment ago, so in the epoch of now; which of them that is does not matter here.
        var link = new LinkNumber(0, ledger.linkEpoch(), linkNumber);
        return write(inbox, judged.admitted().message(), judged.references(), delivery, Optional.of(link));
    }

    /** The same for what was judged again. */
    Parcel write(Inbox inbox, SecondJudgement.Rejudged judged, Delivery delivery, LinkNumber link) {
        return write(inbox, judged, delivery, Optional.of(link));
    }

    /**
     * The same for what may have reached its recipient by no link.
     *
     * @param link empty where it has no number in any
     */
    Parcel write(Inbox inbox, SecondJudgement.Rejudged judged, Delivery delivery, Optional<LinkNumber> link) {
        return write(inbox, judged.message(), judged.references(), delivery, link);
    }

    private Parcel write(
            Inbox inbox,
            Message message,
            Map<MessageKey, ReferenceFact> references,
            Delivery delivery,
            Optional<LinkNumber> link) {
        Ruling ruling = delivery.ruling();
        ObjectNode event = event(
                message, ruling, withKnownReferences(ruling.data().orElseThrow(), references, ruling.recipient()));
        event.put("ruling", delivery.id().toString());
        event.put("lane", inbox.lane().code());
        link.ifPresent(number -> addLink(event, number));
        return new Parcel(
                inbox.queue(),
                Optional.of(delivery.id()),
                MessageJson.write(dataLast(event)),
                Formats.JSON.mediaType(),
                Map.of(),
                KnownEnds.timeToLive(delivery.ends(), clock.instant()));
    }

    private static void addLink(ObjectNode event, LinkNumber link) {
        event.put("linknumber", link.number());
        event.put("linkepoch", link.epoch());
    }

    /** The event as it would be delivered, without what only a delivery has: its ids and numbers. */
    static ObjectNode event(Message message, Ruling ruling, ObjectNode data) {
        ObjectNode event = message.json().objectNode();
        message.json().properties().forEach(member -> {
            if (!"data".equals(member.getKey())) {
                event.set(member.getKey(), member.getValue());
            }
        });
        event.put("to", ruling.recipient().toString());
        event.put("agreement", String.join(" ", ruling.agreements()));
        event.put("handling", ruling.obligations().handling().code());
        event.put("onward", ruling.obligations().onward().code());
        ruling.obligations().retainUntil().ifPresent(until -> event.put("retainuntil", Times.text(until)));
        ruling.obligations().acknowledgeBy().ifPresent(until -> event.put("ackby", Times.text(until)));
        event.set("data", data);
        return event;
    }

    private static ObjectNode dataLast(ObjectNode event) {
        event.set("data", event.remove("data"));
        return event;
    }

    /** Without references to messages that the recipient neither got nor sent: they would tell it what was withheld. */
    private static ObjectNode withKnownReferences(
            ObjectNode data, Map<MessageKey, ReferenceFact> known, AgencyId recipient) {
        if (data.get(Correction.REPLACEMENT) instanceof ObjectNode replacement) {
            ObjectNode corrected = data.objectNode();
            corrected.setAll(data);
            corrected.set(Correction.REPLACEMENT, withKnownReferences(replacement, known, recipient));
            return corrected;
        }
        if (!(data.get("references") instanceof ArrayNode references)) {
            return data;
        }
        ArrayNode kept = data.arrayNode();
        Set<MessageKey> withheld = new HashSet<>();
        references.forEach(reference -> {
            MessageKey key = MessageKey.parse(reference.asText()).orElseThrow();
            ReferenceFact fact = known.get(key);
            if (key.source().equals(recipient)
                    || (fact != null && fact.recipients().contains(recipient))) {
                kept.add(reference);
            } else if (fact != null) {
                withheld.add(key);
            }
        });
        if (kept.size() == references.size()) {
            return data;
        }
        ObjectNode trimmed = data.objectNode();
        trimmed.setAll(CapReferences.without(withheld, data));
        if (kept.isEmpty()) {
            trimmed.remove("references");
        } else {
            trimmed.set("references", kept);
        }
        return trimmed;
    }
}
