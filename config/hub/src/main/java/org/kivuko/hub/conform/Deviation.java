package org.kivuko.hub.conform;

/** A target that did something else than it must. Ends a case, as a failed assertion ends a test. */
final class Deviation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String expected;
    private final String found;

    Deviation(String expected, String found) {
        super("expected " + expected + ", found " + found);
        this.expected = expected;
        this.found = found;
    }

    String expected() {
        return expected;
    }

    String found() {
        return found;
    }
}
