package org.kivuko.connector.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs calls as Standard Webhooks 1.0.0 (standardwebhooks.com) says: HMAC-SHA256 over id, time and body. Pure. */
final class Signature {
    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;

    private Signature() {}

    /**
     * The value of the header {@code webhook-signature}: one signature under each secret, in their order.
     *
     * @param secrets at least one: Base64 of 24 to 64 bytes, with or without {@code whsec_} before it
     * @param seconds since 1970
     * @throws IllegalArgumentException where there is no secret, or one is none
     */
    static String of(List<String> secrets, String id, long seconds, byte[] body) {
        if (secrets.isEmpty()) {
            throw new IllegalArgumentException("a webhook has a secret");
        }
        return secrets.stream().map(secret -> of(secret, id, seconds, body)).collect(Collectors.joining(" "));
    }

    private static String of(String secret, String id, long seconds, byte[] body) {
        byte[] key = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
        if (key.length < LEAST_BYTES || key.length > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "the secret of a webhook has " + LEAST_BYTES + " to " + MOST_BYTES + " bytes");
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
