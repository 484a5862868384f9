package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.kivuko.exchange.limit.OverQuota;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageKey;

/** What a door's caller hears of a submission, whichever door it stands at. */
public sealed interface Submitted {
    /**
     * Accepted: synced to disk, in the broker and in the database.
     *
     * @param before whether this very message was accepted earlier, by whichever door
     */
    record Accepted(MessageKey key, Instant acceptedAt, List<Fault> warnings, boolean before) implements Submitted {
        public Accepted {
            warnings = List.copyOf(warnings);
        }

        /** {@code {id, source, acceptedAt, status, warnings?}}. */
        public ObjectNode json() {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.put("id", key.id());
            document.put("source", key.source().source());
            document.put("acceptedAt", Times.text(acceptedAt));
            document.put("status", "accepted");
            if (!warnings.isEmpty()) {
                ProblemJson.addFaults(document, "warnings", warnings);
            }
            return document;
        }
    }

    /**
     * Refused: the same submission will be refused again.
     *
     * @param faults at least one, sorted
     */
    record Refused(List<Fault> faults) implements Submitted {
        public Refused {
            faults = List.copyOf(faults);
        }
    }

    /** The sender has used up what it may; nothing was taken, and the same may be given again. */
    record Over(OverQuota quota, Instant now) implements Submitted {}

    /** Another message with this id is being taken at this moment; the same may be given again. */
    record Busy() implements Submitted {}

    /** The hub takes nothing at the moment; the same may be given again. */
    record Still(String why) implements Submitted {}
}
