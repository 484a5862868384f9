package org.kivuko.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.MessageKey;

/**
 * How a message stands, as the ledger knows it: the real outcomes. What its sender may see of it is
 * {@link SenderView}'s matter.
 *
 * @param ofOthers whether it is about what other agencies said of somebody ({@link Discretion})
 * @param discretion of whose part its sender sees no movement
 * @param judged whether every recipient has its outcome; {@code recipients} is empty before
 * @param recalledAt when its sender took it back
 */
public record MessageStatus(
        MessageKey key,
        boolean person,
        boolean ofOthers,
        Discretion.Extent discretion,
        Instant acceptedAt,
        boolean judged,
        List<Recipient> recipients,
        Optional<Instant> recalledAt) {
    public MessageStatus {
        recipients = List.copyOf(recipients);
    }

    /** A message whose movements its sender sees, and that nobody has taken back. */
    public MessageStatus(
            MessageKey key, boolean person, Instant acceptedAt, boolean judged, List<Recipient> recipients) {
        this(key, person, false, Discretion.Extent.NOBODY, acceptedAt, judged, recipients, Optional.empty());
    }

    /** The same with these recipients. */
    public MessageStatus with(List<Recipient> others) {
        return new MessageStatus(key, person, ofOthers, discretion, acceptedAt, judged, others, recalledAt);
    }

    /** Whether its sender sees no movement of this recipient's part. */
    boolean hides(AgencyId recipient) {
        return discretion.hides(key, recipient);
    }

    /**
     * One recipient's part.
     *
     * @param judgedAt the instant of judging
     * @param state empty where refused
     * @param stateAt since when the state holds
     * @param shownToSender whether the sender addressed it
     * @param wasHeld whether it was held before; {@code judgedAt} is then when it was
     * @param told whether the recipient has told the sender so itself: its answer crossed to it
     */
    public record Recipient(
            UUID ruling,
            AgencyId agency,
            Outcome outcome,
            Optional<Code> reason,
            List<String> rules,
            List<String> removed,
            List<String> transformed,
            Instant judgedAt,
            Optional<DeliveryState> state,
            Instant stateAt,
            boolean shownToSender,
            boolean wasHeld,
            boolean told) {
        public Recipient {
            rules = List.copyOf(rules);
            removed = List.copyOf(removed);
            transformed = List.copyOf(transformed);
        }

        /** Somebody whom the sender addressed, judged once. */
        public Recipient(
                UUID ruling,
                AgencyId agency,
                Outcome outcome,
                Optional<Code> reason,
                List<String> rules,
                List<String> removed,
                List<String> transformed,
                Instant judgedAt,
                Optional<DeliveryState> state,
                Instant stateAt) {
            this(
                    ruling,
                    agency,
                    outcome,
                    reason,
                    rules,
                    removed,
                    transformed,
                    judgedAt,
                    state,
                    stateAt,
                    true,
                    false,
                    false);
        }
    }
}
