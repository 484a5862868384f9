package org.kivuko.exchange;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.kivuko.agreement.PairHash;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;

/**
 * Everything the hub computes under its secret: digests of messages and the hash that may stand in place of a field. Never a
 * plain hash: names and document numbers could be found again by trying them all. Thread-safe.
 */
public final class Digests implements PairHash {
    private static final Pattern APART = Pattern.compile("[^\\p{L}\\p{N}]");

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_HEX_DIGITS = 32;
    private static final HexFormat HEX = HexFormat.of();

    private final Mac secret;
    private final Mac messages;
    private final Mac marks;
    private final Map<String, Mac> pairs = new ConcurrentHashMap<>();

    /**
     * Computes under this secret.
     *
     * @param secret at least 32 random bytes, the same for the life of the ledger
     */
    public Digests(byte[] secret) {
        if (secret.length < 32) {
            throw new IllegalArgumentException("the secret of the digests needs at least 32 bytes");
        }
        this.secret = under(secret);
        this.messages = under(hmac(this.secret, "message"));
        this.marks = under(hmac(this.secret, "mark"));
    }

    /** Over the canonical JSON of the message without {@code traceparent}. */
    public Digest digest(Message message) {
        return new Digest(HEX.formatHex(hmac(messages, MessageJson.canonical(message))));
    }

    @Override
    public String hash(String fromState, String toState, String value) {
        Mac pair = pairs.computeIfAbsent("pair " + fromState + " " + toState, name -> under(hmac(secret, name)));
        return HEX.formatHex(hmac(pair, Normalizer.normalize(value, Normalizer.Form.NFC)))
                .substring(0, HASH_HEX_DIGITS);
    }

    /**
     * Over values that together name a person, a document or a vehicle, however they are written: their letters and
     * digits count alone, without case and accents.
     *
     * @param kind what they name
     */
    public String mark(String kind, String... values) {
        String folded = Stream.concat(Stream.of(kind), Stream.of(values).map(Digests::folded))
                .collect(Collectors.joining("\n"));
        return HEX.formatHex(hmac(marks, folded));
    }

    /** Letters and digits alone, in capitals: a space, a hyphen or an accent more makes nothing else of a number or name. */
    private static String folded(String value) {
        String decomposed = Normalizer.normalize(value, Normalizer.Form.NFKD);
        String plain = APART.matcher(decomposed).replaceAll("").toUpperCase(Locale.ROOT);
        return plain.isEmpty() ? value : plain;
    }

    private static byte[] hmac(Mac keyed, String text) {
        return hmac(keyed, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Each time by a copy: the work for the key is done once. */
    private static byte[] hmac(Mac keyed, byte[] bytes) {
        try {
            return ((Mac) keyed.clone()).doFinal(bytes);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the " + ALGORITHM + " of this Java platform cannot be copied", e);
        }
    }

    private static Mac under(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
