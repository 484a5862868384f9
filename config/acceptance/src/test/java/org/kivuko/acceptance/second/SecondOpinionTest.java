package org.kivuko.acceptance.second;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The engine, the projection and what is delivered agree with a second evaluator, written naively from the text of the design, on
 * random agreements and messages. {@code -Dkivuko.seed=N} repeats a run.
 */
class SecondOpinionTest {
    private static final List<String> OUTCOMES = List.of("released", "reduced", "held", "refused");
    private static final int REASONS = 10;

    private final long seed = Long.getLong("kivuko.seed", 20_261_125);

    /** Seeded defects: {@link #aPrecedenceTurnedRoundIsNoticed}. */
    @Test
    void bothAgreeOnRandomRulesAndMessages() {
        agree(300, 20);
    }

    @Test
    @Tag("large")
    void bothAgreeOnAMillionJudgements() {
        agree(10_000, 100);
    }

    /** The comparison can fail: each precedence turned round in the second evaluator makes it disagree. */
    @ParameterizedTest
    @EnumSource(Slip.class)
    void aPrecedenceTurnedRoundIsNoticed(Slip slip) {
        var tally = run(150, 20, EnumSet.of(slip));
        System.out.println("seed " + seed + ", " + slip + ": " + tally.disagreed() + " disagreements");
        assertThat(tally.disagreed()).as("seed %d", seed).isPositive();
    }

    private void agree(int ruleSets, int messages) {
        var tally = run(ruleSets, messages, Set.of());
        System.out.println("seed " + seed + ": " + tally);
        assertThat(tally.firstDisagreements()).as("seed %d", seed).isEmpty();
        assertThat(tally.headings()).as("seed %d", seed).containsAll(OUTCOMES);
        assertThat(tally.reasons()).as("seed %d", seed).hasSizeGreaterThanOrEqualTo(REASONS);
        assertThat(tally.numbersOfRecipients()).as("seed %d", seed).contains(0, 1, 2, 3);
    }

    private Tally run(int ruleSets, int messages, Set<Slip> slips) {
        var directory = RandomWorld.directory();
        var tally = new Tally();
        LongStream.range(0, ruleSets).parallel().forEach(set -> new Comparison(
                        directory, SecondOpinionTest::hash, slips, tally)
                .compare(seed + set * 1_000_003, messages));
        return tally;
    }

    private static String hash(String from, String to, String value) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec((from + ">" + to).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of()
                    .formatHex(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 32);
        } catch (GeneralSecurityException noHmac) {
            throw new IllegalStateException(noHmac);
        }
    }
}
