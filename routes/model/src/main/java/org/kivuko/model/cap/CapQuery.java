package org.kivuko.model.cap;

import java.util.Optional;

/**
 * What the caller of the HTTP door states beside a CAP alert: each one present replaces what the alert says. The rules of CAP
 * are judged on the alert as it was sent.
 *
 * @param referencesUnverified whether references of a public warning need not be known to the hub; ignored for every other
 *     type of alert
 */
public record CapQuery(
        Optional<String> to,
        Optional<String> purpose,
        Optional<String> handling,
        Optional<String> post,
        Optional<String> status,
        boolean referencesUnverified) {

    /** Nothing was stated. */
    public static CapQuery none() {
        return new CapQuery(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    /** The same with these addresses, where it has none. */
    CapQuery orTo(Optional<String> addresses) {
        return new CapQuery(to.or(() -> addresses), purpose, handling, post, status, referencesUnverified);
    }
}
