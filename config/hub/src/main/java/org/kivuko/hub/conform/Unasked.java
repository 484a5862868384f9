package org.kivuko.hub.conform;

/** A case that turns out to be none for this target while it is asked. */
final class Unasked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param reason why, for readers */
    Unasked(String reason) {
        super(reason);
    }
}
