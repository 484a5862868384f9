package org.kivuko.operations.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What a browser holds of a session: 32 random bytes. Digests of it are kept, never itself.
 *
 * @param text as it stands in the cookie
 */
public record Token(String text) {
    private static final int BYTES = 32;

    static Token fresh(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Under which the session is kept. */
    public String digest() {
        return sha256("session " + text);
    }

    /** What a page sends along to show that it is one of ours; whoever has it cannot tell the token. */
    public String csrf() {
        return sha256("csrf " + text);
    }

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Does not show it. */
    @Override
    public String toString() {
        return "Token";
    }
}
