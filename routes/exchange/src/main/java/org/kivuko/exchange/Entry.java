package org.kivuko.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.agreement.OpenExercise;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageKey;

/** One copy of a batch as the ledger records it. */
public sealed interface Entry {
    /**
     * A message that was judged; whether its key is new only the ledger knows.
     *
     * @param marks by which its content would be known again ({@link SubjectMarks})
     * @param content the message itself, sealed; empty where it waits nowhere, because it was refused for everybody
     * @param keepUntil until when the content is kept, though nothing of it waits any more, for recipients that ask again
     */
    record Judged(
            MessageKey key,
            Digest digest,
            Header header,
            Door door,
            Instant at,
            List<Delivery> deliveries,
            Set<String> marks,
            Optional<SealedContent> content,
            Optional<Instant> keepUntil)
            implements Entry {
        public Judged {
            deliveries = List.copyOf(deliveries);
            marks = Set.copyOf(marks);
        }

        /** The exercise that it belongs to, as its rulings rest on it. */
        public Optional<OpenExercise> exercise() {
            return deliveries.stream()
                    .flatMap(delivery -> delivery.facts().exercise().stream())
                    .findFirst();
        }

        /** One whose content is kept no longer than something of it waits. */
        public Judged(
                MessageKey key,
                Digest digest,
                Header header,
                Door door,
                Instant at,
                List<Delivery> deliveries,
                Set<String> marks,
                Optional<SealedContent> content) {
            this(key, digest, header, door, at, deliveries, marks, content, Optional.empty());
        }
    }

    /**
     * What an errand decided about a held delivery.
     *
     * @param delivery with the id that it has, and the ruling that takes the place of the one that stands
     */
    record Decided(Errand errand, Instant at, Delivery delivery) implements Entry {}

    /** An errand about an acknowledgement that is late, or was. */
    record Reminder(Errand errand, Instant at) implements Entry {}

    /**
     * A copy that is no message: unreadable, or refused at the broker door.
     *
     * @param agency whose outbox it came from
     * @param key where it could be read
     * @param quarantined whether its bytes go to quarantine
     * @param faults places and codes, no values
     * @param copy the name under which its bytes are kept, where they are
     * @param earlier the name that it had in quarantine before it went through the hub again
     */
    record Turned(
            AgencyId agency,
            Optional<MessageKey> key,
            Door door,
            Instant at,
            boolean quarantined,
            Code code,
            List<Fault> faults,
            UUID copy,
            Optional<UUID> earlier)
            implements Entry {
        public Turned {
            faults = List.copyOf(faults);
        }

        /** Under a new name, for the first time. */
        public Turned(
                AgencyId agency,
                Optional<MessageKey> key,
                Door door,
                Instant at,
                boolean quarantined,
                Code code,
                List<Fault> faults) {
            this(agency, key, door, at, quarantined, code, faults, UUID.randomUUID(), Optional.empty());
        }
    }
}
