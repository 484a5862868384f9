package org.kivuko.exchange;

import java.util.Optional;
import java.util.Set;

/**
 * What a delivery leaves in the ledger for rulings to come.
 *
 * @param counted whether one of its rules has a rate cap
 * @param marks of what crosses ({@link SubjectMarks})
 * @param figures of a flow report that crosses
 */
public record Traces(boolean counted, Set<String> marks, Optional<KeptFigures> figures) {
    public static final Traces NONE = new Traces(false, Set.of(), Optional.empty());

    public Traces {
        marks = Set.copyOf(marks);
    }
}
