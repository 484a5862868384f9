package org.kivuko.flow;

import java.util.Comparator;

/**
 * Who or what is counted: everybody, those of one member of one dimension ({@code transport}, {@code P}), or vehicles of one
 * type.
 */
public record Slice(String dimension, String member) implements Comparable<Slice> {
    private static final Comparator<Slice> ORDER =
            Comparator.comparing(Slice::dimension).thenComparing(Slice::member);

    /** The name under which types of vehicles stand beside the dimensions of people. */
    public static final String VEHICLE = "vehicle";

    public static final Slice EVERYBODY = new Slice("_T", "_T");

    @Override
    public int compareTo(Slice other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return equals(EVERYBODY) ? "everybody" : dimension + " " + member;
    }
}
