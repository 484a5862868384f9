package org.kivuko.flow.matching;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.kivuko.agreement.ShownProtection;
import org.kivuko.flow.Way;
import org.kivuko.model.AgencyId;
import org.kivuko.model.CrossingRecord;
import org.kivuko.model.Direction;

/**
 * Makes keyed tokens of crossing records. No part of a name and no date of birth gets a token of its own: they are bound
 * together, so that how often a token occurs does not tell which it is. Thread-safe where the keys are.
 */
public final class Tokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final Pattern APART = Pattern.compile("[^A-Z0-9]");

    private final TokenKeys keys;
    private final Terms terms;

    public Tokens(TokenKeys keys, Terms terms) {
        this.keys = keys;
        this.terms = terms;
    }

    /**
     * The record as tokens; empty where it shows that its traveller sought protection: such a record takes no part in matching,
     * for whomever, so that no result depends on it.
     *
     * @param sender who sent the record
     * @param way on which its post and direction lie
     */
    public Optional<Marks> of(AgencyId sender, Way way, CrossingRecord record) {
        if (ShownProtection.in(record)) {
            return Optional.empty();
        }
        long at = record.crossedAt().toEpochSecond();
        List<String> parts = Names.parts(record.surname(), record.givenNames());
        // The exit bears the tokens of every key under which its entry may come; the entry those of its own time alone.
        boolean leaves = record.direction() == Direction.EXIT;
        long first = epoch(at, leaves ? terms.before().negated() : Duration.ZERO);
        long last = epoch(at, leaves ? terms.window() : Duration.ZERO);
        var faces = new ArrayList<Face>(1);
        for (long epoch = first; epoch <= last; epoch++) {
            faces.add(face(epoch, way, record, parts));
        }
        return Optional.of(new Marks(sender, record.recordId(), way, record.direction(), at, faces));
    }

    /** The span of time in which a second lies, moved by so much. */
    private long epoch(long second, Duration by) {
        return Math.floorDiv(second + by.toSeconds(), terms.epoch().toSeconds());
    }

    private Face face(long epoch, Way way, CrossingRecord record, List<String> parts) {
        Mac mac = mac(keys.key(way.crossing(), epoch));
        BirthDate born = BirthDate.of(record.dateOfBirth());
        int days = born.day().isPresent() ? parts.size() : 0;
        int months = born.month().isPresent() ? parts.size() : 0;
        int pairs = parts.size() == 1 ? 1 : parts.size() * (parts.size() - 1) / 2;
        long[] tokens = new long[1 + days + months + pairs];
        tokens[0] = token(mac, "document", way.from(), record.docIssuer(), number(record.docNumber()));
        int next = 1;
        for (int i = 0; i < days; i++) {
            tokens[next++] =
                    token(mac, "day", way.from(), parts.get(i), born.day().get());
        }
        for (int i = 0; i < months; i++) {
            tokens[next++] =
                    token(mac, "month", way.from(), parts.get(i), born.month().get());
        }
        for (int i = 0; i < parts.size(); i++) {
            for (int j = parts.size() == 1 ? i : i + 1; j < parts.size(); j++) {
                tokens[next++] = token(
                        mac,
                        "year",
                        way.from(),
                        parts.get(i),
                        parts.get(j),
                        born.year(),
                        record.sex().code());
            }
        }
        return new Face(epoch, tokens, parts.size(), days, months);
    }

    /** What machines and people take for one another in numbers is one. */
    private static String number(String number) {
        return APART.matcher(number.toUpperCase(Locale.ROOT))
                .replaceAll("")
                .replace('O', '0')
                .replace('I', '1');
    }

    private static long token(Mac mac, String... values) {
        byte[] digest = mac.doFinal(String.join("\n", values).getBytes(StandardCharsets.UTF_8));
        long token = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            token = (token << Byte.SIZE) | (digest[i] & 0xFF);
        }
        return token;
    }

    private static Mac mac(byte[] key) {
        if (key.length < KEY_BYTES) {
            throw new IllegalArgumentException("a key of tokens needs at least " + KEY_BYTES + " bytes");
        }
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
