package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;

/** Writes what a sender is told of each copy that the hub took from its outbox. Thread-safe. */
public final class ReceiptWriter {
    /** How long a receipt waits for its sender. */
    private static final Duration KEPT = Duration.ofDays(7);

    private static final String SOURCE = "/hub";

    /** A message that is new: its status document at the instant of judging. */
    Parcel judged(Passage.Judged judged, Recorded.Fresh fresh) {
        List<MessageStatus.Recipient> recipients = judged.deliveries().stream()
                .filter(Delivery::shownToSender)
                .map(delivery -> recipient(delivery, judged.at()))
                .toList();
        Admission.Admitted admitted = judged.admitted();
        var status = new MessageStatus(
                admitted.message().key(),
                admitted.header().person(),
                admitted.header().ofOthers(),
                Discretion.Extent.NOBODY, // nothing has moved yet
                fresh.acceptedAt(),
                true,
                recipients,
                Optional.empty());
        return parcel(judged.arrival(), judged.at(), withWarnings(SenderView.of(status), judged.warnings()));
    }

    /** A message that the hub has already: the first one's status as it stands. */
    Parcel repeated(Passage.Judged judged, MessageStatus first) {
        return parcel(judged.arrival(), judged.at(), withWarnings(SenderView.of(first), judged.warnings()));
    }

    /** Other content under a key that is taken. */
    Parcel conflict(Passage.Judged judged) {
        var fault = new Fault("/id", Code.CONFLICT, "another message of this sender holds this id");
        MessageKey key = judged.admitted().message().key();
        return parcel(judged.arrival(), judged.at(), refusal(Optional.of(key), judged.arrival(), List.of(fault)));
    }

    /** No message, or one that may not be sent. */
    Parcel turned(Passage.Turned turned) {
        return parcel(turned.arrival(), turned.at(), refusal(turned.knownKey(), turned.arrival(), turned.faults()));
    }

    private static MessageStatus.Recipient recipient(Delivery delivery, Instant at) {
        var ruling = delivery.ruling();
        return new MessageStatus.Recipient(
                delivery.id(),
                ruling.recipient(),
                ruling.outcome(),
                ruling.reason(),
                ruling.rules(),
                ruling.removed(),
                ruling.transformed(),
                at,
                ruling.outcome().crosses() ? Optional.of(DeliveryState.QUEUED) : Optional.empty(),
                at,
                delivery.shownToSender(),
                false,
                false);
    }

    private static ObjectNode refusal(Optional<MessageKey> key, Arrival arrival, List<Fault> faults) {
        Code code = faults.get(0).code();
        ObjectNode data = JsonNodeFactory.instance.objectNode();
        key.ifPresent(known -> data.put("id", known.id()));
        data.put("source", arrival.outbox().agency().source());
        data.put("status", "refused");
        data.put("code", code.code());
        data.put("title", code.title());
        faults(data.putArray("errors"), faults);
        return data;
    }

    private static ObjectNode withWarnings(ObjectNode data, List<Fault> warnings) {
        if (!warnings.isEmpty()) {
            faults(data.putArray("warnings"), warnings);
        }
        return data;
    }

    /** Writes faults as the contract's {@code errors} and {@code warnings}. */
    public static void faults(ArrayNode array, List<Fault> faults) {
        faults.stream().sorted().forEach(fault -> array.addObject()
                .put("pointer", fault.pointer())
                .put("detail", fault.detail())
                .put("code", fault.code().code()));
    }

    private static Parcel parcel(Arrival arrival, Instant at, ObjectNode data) {
        Outbox outbox = arrival.outbox();
        return fromTheHub(MessageType.RECEIPT, UUID.randomUUID(), outbox.agency(), outbox.channel(), at, data);
    }

    /** Whatever the hub itself has to say to an agency: into its receipts. */
    static Parcel fromTheHub(MessageType type, UUID id, AgencyId to, Channel channel, Instant at, ObjectNode data) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("specversion", "1.0");
        event.put("id", id.toString());
        event.put("source", SOURCE);
        event.put("type", type.code());
        event.put("time", Times.text(at));
        event.put("datacontenttype", "application/json");
        event.put("to", to.toString());
        event.set("data", data);
        return new Parcel(
                queue(to, channel),
                Optional.of(id),
                MessageJson.write(event),
                Formats.JSON.mediaType(),
                Map.of(),
                KEPT);
    }

    private static String queue(AgencyId agency, Channel channel) {
        return channel.queuePrefix() + "agency." + agency + ".receipts";
    }
}
