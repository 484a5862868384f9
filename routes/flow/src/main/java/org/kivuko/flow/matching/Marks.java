package org.kivuko.flow.matching;

import java.time.Instant;
import java.util.List;
import org.kivuko.flow.Way;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Direction;

/**
 * A crossing record as it is kept until it is matched: no name, no number, no date of birth. Immutable.
 *
 * @param sender the agency that sent the record; with {@code recordId} it names it
 * @param at second of the crossing since 1970, by the clock of the post
 * @param faces one for each key under which its counterpart may be
 */
public record Marks(AgencyId sender, String recordId, Way way, Direction direction, long at, List<Face> faces) {
    public Marks {
        faces = List.copyOf(faces);
    }

    /** What is still known of a record that is matched: its document, nothing of the name. */
    Marks documentOnly() {
        return new Marks(
                sender,
                recordId,
                way,
                direction,
                at,
                faces.stream().map(Face::documentOnly).toList());
    }

    Instant crossedAt() {
        return Instant.ofEpochSecond(at);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Marks marks && recordId.equals(marks.recordId) && sender.equals(marks.sender);
    }

    @Override
    public int hashCode() {
        return recordId.hashCode();
    }

    /** Shows what the sender called it and nothing else. */
    @Override
    public String toString() {
        return "Marks[" + sender + "/" + recordId + "]";
    }
}
