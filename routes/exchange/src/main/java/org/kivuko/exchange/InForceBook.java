package org.kivuko.exchange;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Handling;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;

/**
 * The ledger's part in telling an agency what is in force for it. Every method is one transaction and throws
 * {@link LedgerUnavailable} as those of {@link Ledger} do. Thread-safe.
 */
public interface InForceBook {
    /**
     * Alerts and updates of others that are in force at an instant: the latest of their threads, not taken back, and kept. What
     * was corrected comes with its last correction, unless that is not kept or waits for an officer, or was not released by one.
     * For whom they are is not asked.
     *
     * @param after the position behind which to look; 0 for all
     * @return in the order of their positions
     */
    List<Candidate> latest(AgencyId agency, Channel channel, long after, int max, Instant at);

    /**
     * One of them.
     *
     * @param position by which the ledger goes on from it; it counts messages, and is shown to nobody
     * @param person whether it is about a person
     * @param copy what was ruled for the agency; empty where it was never addressed
     * @param correction the last one of it
     */
    record Candidate(
            long position,
            MessageKey key,
            Lane lane,
            Instant acceptedAt,
            boolean person,
            SealedContent content,
            Optional<Copy> copy,
            Optional<Corrected> correction) {}

    /**
     * What says that a message is to be read otherwise.
     *
     * @param position of the correction
     */
    record Corrected(long position, MessageKey key, SealedContent content) {}

    /**
     * The agency's own part of a message.
     *
     * @param link where it crossed through an inbox
     * @param acknowledgeBy as it was handed over first
     * @param retainUntil likewise
     */
    record Copy(
            UUID delivery,
            Outcome outcome,
            boolean wasHeld,
            boolean shownToSender,
            Optional<LinkNumber> link,
            Optional<Instant> acknowledgeBy,
            Optional<Instant> retainUntil,
            List<String> rules,
            List<String> agreements,
            List<String> removed,
            List<String> transformed,
            Handling handling) {
        /** Whether a ruling says of the same delivery what is recorded of it. */
        boolean saysTheSame(Ruling ruling) {
            return outcome == ruling.outcome()
                    && rules.equals(ruling.rules())
                    && agreements.equals(ruling.agreements())
                    && removed.equals(ruling.removed())
                    && transformed.equals(ruling.transformed())
                    && handling == ruling.handling();
        }
    }

    /**
     * What an agency is about to be told.
     *
     * @param position of the message
     * @param correction position of the correction with which it was judged; 0 for none
     * @param outbox through which the message came
     * @param kind what the ledger makes of the delivery
     */
    record Disclosure(long position, long correction, Outbox outbox, Delivery delivery, Kind kind) {}

    /** What is known of a delivery before it is disclosed. */
    enum Kind {
        /** It crossed, and was judged the same; or it is told as corrected, which the ruling on it says nothing of. */
        AS_BEFORE,
        /** It crossed, and crosses otherwise now: the new ruling takes the place of the old one. */
        OTHERWISE,
        /** It never crossed: the agency has it by this disclosure alone, and it takes no number. */
        FIRST
    }

    /**
     * Records what is about to be told, before it is told.
     *
     * @return the deliveries that may be told; without those of which the message was replaced, corrected or taken back meanwhile
     */
    Set<UUID> disclose(AgencyId agency, Collection<Disclosure> disclosures, Instant at);
}
