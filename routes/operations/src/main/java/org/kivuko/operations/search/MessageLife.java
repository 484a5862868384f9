package org.kivuko.operations.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.LinkNumber;
import org.kivuko.model.Channel;
import org.kivuko.model.Code;
import org.kivuko.model.Handling;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MsgType;

/**
 * Everything that the ledger knows of one message; nothing of its content.
 *
 * @param references keys of the messages that it refers to
 * @param thread messages that it refers to and that refer to it, however far away, oldest first
 */
public record MessageLife(
        MessageRow message,
        List<MessageKey> references,
        List<Stage> stages,
        List<Recipient> recipients,
        List<Receipt> receipts,
        List<Related> thread) {
    public MessageLife {
        references = List.copyOf(references);
        stages = List.copyOf(stages);
        recipients = List.copyOf(recipients);
        receipts = List.copyOf(receipts);
        thread = List.copyOf(thread);
    }

    /**
     * A step on its way.
     *
     * @param detail codes and counts; empty where there is nothing to add
     */
    public record Stage(Step step, Instant at, String detail) {}

    /** What can happen to a message before it is released. */
    public enum Step {
        /** A door holds its key while it is written to the broker. */
        CLAIMED,
        ACCEPTED,
        RECORDED,
        JUDGED,
        RELEASED,
        /** The same came again. */
        DUPLICATE,
        /** Something else came under its key. */
        CONFLICT
    }

    /**
     * What was ruled for one agency, and what became of it.
     *
     * @param shownToSender whether the sender addressed it
     * @param earlier rulings in whose place this one stands, newest first
     */
    public record Recipient(Ruled ruled, boolean shownToSender, List<Event> events, List<Ruled> earlier) {
        public Recipient {
            events = List.copyOf(events);
            earlier = List.copyOf(earlier);
        }
    }

    /** One ruling as it is recorded. */
    public record Ruled(
            String agency,
            UUID ruling,
            Outcome outcome,
            Optional<Code> reason,
            List<String> rules,
            List<String> agreements,
            List<String> removed,
            List<String> transformed,
            Lane lane,
            Channel channel,
            Optional<LinkNumber> link,
            Handling handling,
            Instant judgedAt,
            Optional<Instant> acknowledgeBy,
            Optional<Instant> retainUntil) {
        public Ruled {
            rules = List.copyOf(rules);
            agreements = List.copyOf(agreements);
            removed = List.copyOf(removed);
            transformed = List.copyOf(transformed);
        }
    }

    /** Where a delivery went. */
    public record Event(DeliveryState state, Instant at) {}

    /** Something that the sender was told. */
    public record Receipt(String kind, Instant at) {}

    /** A message of the same thread. */
    public record Related(MessageKey key, String type, Optional<MsgType> msgType, Instant at) {}
}
