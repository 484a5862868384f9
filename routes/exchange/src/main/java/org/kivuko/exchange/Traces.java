package org.kivuko.exchange;

import java.util.Optional;
import java.util.Set;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.Code;

/**
 * What a delivery leaves in the ledger for rulings to come.
 *
 * @param counted whether one of its rules has a rate cap
 * @param marks of what crosses ({@link SubjectMarks})
 * @param figures of a flow report that crosses
 */
public record Traces(boolean counted, Set<String> marks, Optional<KeptFigures> figures) {
    public static final Traces NONE = new Traces(false, Set.of(), Optional.empty());

    /** Whether a ruling counts under its rules: what crosses or is held, and what only a protection kept from crossing. */
    public static boolean counts(Ruling ruling) {
        return ruling.outcome() != Outcome.REFUSED || ruling.reason().equals(Optional.of(Code.NOT_DELIVERABLE));
    }

    public Traces {
        marks = Set.copyOf(marks);
    }
}
