package org.kivuko.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageKey;

/**
 * How far one copy has come on its way through the hub. Each station takes the stage it knows one step on, and hands every
 * other one through unchanged.
 */
public sealed interface Passage {
    /** The key of the message, where it could be read. */
    default Optional<MessageKey> key() {
        return Optional.empty();
    }

    /** Read: it has the form of a message. */
    record Read(Arrival arrival, Message message, List<Fault> warnings) implements Passage {
        @Override
        public Optional<MessageKey> key() {
            return Optional.of(message.key());
        }
    }

    /** Admitted: its sender may send it. */
    record Admitted(Arrival arrival, Admission.Admitted admitted, List<Fault> warnings) implements Passage {
        @Override
        public Optional<MessageKey> key() {
            return Optional.of(admitted.message().key());
        }
    }

    /** Addressed: it is known whom it is for. */
    record Addressed(Arrival arrival, Admission.Admitted admitted, List<Fault> warnings, SortedSet<AgencyId> recipients)
            implements Passage {
        @Override
        public Optional<MessageKey> key() {
            return Optional.of(admitted.message().key());
        }
    }

    /**
     * Judged, for each recipient: ready to be recorded.
     *
     * @param marks by which its content would be known again ({@link SubjectMarks})
     */
    record Judged(
            Arrival arrival,
            Admission.Admitted admitted,
            List<Fault> warnings,
            Instant at,
            List<Delivery> deliveries,
            Set<String> marks)
            implements Passage {
        @Override
        public Optional<MessageKey> key() {
            return Optional.of(admitted.message().key());
        }

        Map<MessageKey, ReferenceFact> references() {
            return admitted.references();
        }
    }

    /**
     * Turned away: no message, or one that its sender may not send. Its sender gets a receipt that says why.
     *
     * @param knownKey where it could be read
     * @param quarantined whether the bytes are kept for an operator
     * @param copy the name under which they are kept
     */
    record Turned(
            Arrival arrival,
            Optional<MessageKey> knownKey,
            Instant at,
            boolean quarantined,
            List<Fault> faults,
            UUID copy)
            implements Passage {
        /** Under a new name. */
        public Turned(
                Arrival arrival, Optional<MessageKey> knownKey, Instant at, boolean quarantined, List<Fault> faults) {
            this(arrival, knownKey, at, quarantined, faults, UUID.randomUUID());
        }

        @Override
        public Optional<MessageKey> key() {
            return knownKey;
        }
    }

    /** An errand of the hub itself: no message. */
    record Ordered(Arrival arrival, Errand errand) implements Passage {}

    /**
     * A held delivery about which an errand decides, judged again.
     *
     * @param judged the original with the one delivery, under the id that it has
     */
    record Decided(Errand errand, Judged judged) implements Passage {}

    /** An errand that nobody can carry out any more: it goes, and leaves nothing. */
    record Dropped(Arrival arrival) implements Passage {}

    /** Has no right to the urgent lane: goes to the end of the bulk outbox. */
    record Moved(Arrival arrival) implements Passage {}

    /** Refers to a message of the same batch: record what came before, then take the arrival again. */
    record NeedsEarlier(Arrival arrival) implements Passage {}
}
