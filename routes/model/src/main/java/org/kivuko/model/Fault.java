package org.kivuko.model;

import java.util.Comparator;

/**
 * One thing that is wrong with an input, and where.
 *
 * @param pointer JSON pointer (RFC 6901) to the place, the empty string for the whole; for CAP the place in the envelope
 *     it maps to
 * @param code the lasting code
 * @param detail what was expected and what was found, without any value of the message: it may be logged
 */
public record Fault(String pointer, Code code, String detail) implements Comparable<Fault> {
    private static final Comparator<Fault> ORDER =
            Comparator.comparing(Fault::pointer).thenComparing(Fault::code).thenComparing(Fault::detail);

    @Override
    public int compareTo(Fault other) {
        return ORDER.compare(this, other);
    }
}
