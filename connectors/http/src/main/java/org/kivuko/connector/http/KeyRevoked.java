package org.kivuko.connector.http;

/** The key under which a call was let in does not count any more. */
final class KeyRevoked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyRevoked() {
        super("the key of a caller who waits does not count any more");
    }
}
