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
    /** The one fault whose pointer ends in a name that the sender chose. */
    static final String UNKNOWN_MEMBER = "a member stands here that this type does not have";

    /** The same fault at the object that holds the member. */
    static final String UNKNOWN_BELOW = "holds a member that this type does not have";

    private static final Comparator<Fault> ORDER =
            Comparator.comparing(Fault::pointer).thenComparing(Fault::code).thenComparing(Fault::detail);

    /** The status under which it is answered: its code's, but for what only another may do to the message that is referred to. */
    public int httpStatus() {
        boolean referring = code == Code.NOT_SENDER && pointer.contains("/references");
        return referring ? Code.SCHEMA_VIOLATION.httpStatus() : code.httpStatus();
    }

    /**
     * The same for the books. The sender may be told the name that it gave to a member; whoever else reads of the fault
     * learns only where the member stood, since the name could be a person's.
     */
    public Fault withoutForeignName() {
        return detail.equals(UNKNOWN_MEMBER)
                ? new Fault(pointer.substring(0, pointer.lastIndexOf('/')), code, UNKNOWN_BELOW)
                : this;
    }

    @Override
    public int compareTo(Fault other) {
        return ORDER.compare(this, other);
    }
}
