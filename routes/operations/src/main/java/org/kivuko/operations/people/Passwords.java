package org.kivuko.operations.people;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/**
 * Passwords, of which digests alone are kept: PBKDF2 (RFC 8018) with HMAC-SHA-256, whose rounds are what OWASP's cheat sheet on
 * storing passwords asks for. Thread-safe.
 */
public final class Passwords {
    /** As many as a hub applies. */
    public static final int ROUNDS = 600_000;

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int SALT_BYTES = 16;
    private static final int DIGEST_BITS = 256;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;
    private static final int GENERATED_BYTES = 15;

    private final int rounds;
    private final SecureRandom random = new SecureRandom();
    private final PasswordDigest nobody;

    /** Passwords as a hub keeps them. */
    public Passwords() {
        this(ROUNDS);
    }

    /** With other rounds, for tests. */
    public Passwords(int rounds) {
        this.rounds = rounds;
        this.nobody = new PasswordDigest(ALGORITHM, rounds, bytes(SALT_BYTES), bytes(DIGEST_BITS / 8));
    }

    /** What is to be kept of this password. */
    public PasswordDigest digest(String password) {
        byte[] salt = bytes(SALT_BYTES);
        return new PasswordDigest(ALGORITHM, rounds, salt, digest(password, ALGORITHM, rounds, salt));
    }

    /** Whether it is the password of which that is kept; where nothing is kept it takes as long to say no. */
    public boolean fits(String password, Optional<PasswordDigest> kept) {
        PasswordDigest known = kept.orElse(nobody);
        byte[] digest = digest(password, known.algorithm(), known.rounds(), known.salt());
        return MessageDigest.isEqual(digest, known.digest()) && kept.isPresent();
    }

    /** A fresh password of 120 random bits. */
    public String generate() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(GENERATED_BYTES));
    }

    /** What is wrong with a password that somebody chose. */
    public static Optional<Fault> fault(String login, String password) {
        boolean fits = password.length() >= SHORTEST
                && password.length() <= LONGEST
                && !password.toLowerCase(Locale.ROOT).contains(login);
        return fits
                ? Optional.empty()
                : Optional.of(new Fault(
                        "/password",
                        Code.SCHEMA_VIOLATION,
                        SHORTEST + " to " + LONGEST + " characters, without the login in them"));
    }

    private static byte[] digest(String password, String algorithm, int rounds, byte[] salt) {
        // The same letters typed on another keyboard may come as other characters.
        char[] characters = Normalizer.normalize(password, Normalizer.Form.NFC).toCharArray();
        var spec = new PBEKeySpec(characters, salt, rounds, DIGEST_BITS);
        try {
            return SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform since 8 has " + ALGORITHM, e);
        } finally {
            spec.clearPassword();
        }
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
