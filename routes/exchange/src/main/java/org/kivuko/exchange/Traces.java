package org.kivuko.exchange;

import java.util.Set;

/**
 * What a delivery leaves in the ledger for rulings to come.
 *
 * @param counted whether one of its rules has a rate cap
 * @param marks of what crosses ({@link SubjectMarks})
 */
public record Traces(boolean counted, Set<String> marks) {
    public static final Traces NONE = new Traces(false, Set.of());

    public Traces {
        marks = Set.copyOf(marks);
    }
}
