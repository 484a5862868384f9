package org.kivuko.exchange;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what must be read again later and must not be read in the database: AES-256-GCM under a key per text, that key
 * wrapped (RFC 3394) under the secret of the data folder. The name under which a text is sealed is bound to it: it opens
 * under no other. Thread-safe.
 */
public final class Vault {
    private static final int KEY_BYTES = 32;
    private static final int TAG_BITS = 128;

    /** A key seals one text and no other, so its nonce need not change. */
    private static final GCMParameterSpec ONCE = new GCMParameterSpec(TAG_BITS, new byte[12]);

    private final SecretKey wrapping;
    private final SecureRandom random = new SecureRandom();

    /** A vault under this secret: 32 random bytes, the same for the life of the ledger. */
    public Vault(byte[] secret) {
        if (secret.length != KEY_BYTES) {
            throw new IllegalArgumentException("the secret of the vault needs " + KEY_BYTES + " bytes");
        }
        this.wrapping = key(secret);
    }

    /** Seals a text under a name. */
    public SealedContent seal(String name, byte[] text) {
        byte[] fresh = new byte[KEY_BYTES];
        random.nextBytes(fresh);
        SecretKey key = key(fresh);
        try {
            Cipher wrap = Cipher.getInstance("AESWrap");
            wrap.init(Cipher.WRAP_MODE, wrapping);
            return new SealedContent(
                    wrap.wrap(key), cipher(Cipher.ENCRYPT_MODE, key, name).doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES with key wrap and GCM", e);
        }
    }

    /**
     * Opens what was sealed under this name.
     *
     * @throws BrokenSeal where another secret or another name sealed it, or a byte of it was changed
     */
    public byte[] open(String name, SealedContent content) {
        try {
            Cipher unwrap = Cipher.getInstance("AESWrap");
            unwrap.init(Cipher.UNWRAP_MODE, wrapping);
            var key = (SecretKey) unwrap.unwrap(content.wrappedKey(), "AES", Cipher.SECRET_KEY);
            return cipher(Cipher.DECRYPT_MODE, key, name).doFinal(content.sealed());
        } catch (GeneralSecurityException e) {
            throw new BrokenSeal(e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, String name) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, ONCE);
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, "AES");
    }

    /** A sealed text does not open: the ledger and the secret of the data folder do not belong together, or it was changed. */
    public static final class BrokenSeal extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenSeal(Throwable cause) {
            super("kept content does not open: its secret is another one, or it was changed in the database", cause);
        }
    }
}
