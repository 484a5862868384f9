package org.kivuko.operations.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;

/**
 * One way of a browser to another place that signs people in, and back. The browser holds its token; what goes along on the way is
 * derived from it, so that the way back counts in the browser that left, and nothing of it is kept but a digest.
 *
 * @param token as it stands in the cookie
 */
public record Trip(Token token) {
    /** Who is not back by then starts anew. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    static Trip fresh(SecureRandom random) {
        return new Trip(Token.fresh(random));
    }

    /** Under which it is kept. */
    public String digest() {
        return derived("trip");
    }

    /** What comes back with the browser. */
    public String state() {
        return derived("state");
    }

    /** What the other place signs along. */
    public String nonce() {
        return derived("nonce");
    }

    /** What only whoever left can show (RFC 7636), 64 characters. */
    public String verifier() {
        return derived("verifier");
    }

    private String derived(String what) {
        return Token.sha256(what + " " + token.text());
    }

    boolean hasState(String state) {
        return MessageDigest.isEqual(state.getBytes(StandardCharsets.UTF_8), state().getBytes(StandardCharsets.UTF_8));
    }

    /** Shows nothing. */
    @Override
    public String toString() {
        return "Trip";
    }
}
