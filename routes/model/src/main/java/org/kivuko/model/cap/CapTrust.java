package org.kivuko.model.cap;

import java.security.PublicKey;
import java.util.List;

/**
 * Whose signatures on CAP documents of one agency hold, as its configuration says; nothing else is ever believed, whatever a
 * document brings along. Immutable.
 *
 * @param keys of which one must have signed; where there is none, signatures are not looked at
 * @param demanded whether a document without a signature is refused
 */
public record CapTrust(List<PublicKey> keys, boolean demanded) {
    /** No key is known, and none is asked for. */
    public static final CapTrust NONE = new CapTrust(List.of(), false);

    public CapTrust {
        keys = List.copyOf(keys);
    }

    /** Whether there is anything to look at. */
    boolean asksNothing() {
        return keys.isEmpty() && !demanded;
    }
}
