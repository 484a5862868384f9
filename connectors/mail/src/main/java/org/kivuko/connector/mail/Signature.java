package org.kivuko.connector.mail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs calls as Standard Webhooks 1.0.0 (standardwebhooks.com) says: HMAC-SHA256 over id, time and body. Pure. */
final class Signature {
    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;

    private Signature() {}

    /**
     * The value of the header {@code webhook-signature}.
     *
     * @param secret Base64 of at least 24 bytes, with or without {@code whsec_} before it
     * @param seconds since 1970
     * @throws IllegalArgumentException where the secret is none
     */
    static String of(String secret, String id, long seconds, byte[] body) {
        byte[] key = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
        if (key.length < LEAST_BYTES) {
            throw new IllegalArgumentException("the secret of a webhook has at least " + LEAST_BYTES + " bytes");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((id + "." + seconds + ".").getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
    }
}
