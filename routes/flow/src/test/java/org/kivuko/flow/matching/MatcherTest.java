package org.kivuko.flow.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.flow.matching.Travellers.NOON;
import static org.kivuko.flow.matching.Travellers.entry;
import static org.kivuko.flow.matching.Travellers.exit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kivuko.flow.Way;
import org.kivuko.model.Sex;

class MatcherTest {
    private static final Terms TERMS = Terms.STANDARD;
    private static final Instant SETTLED = NOON.plus(TERMS.grace()).plus(Duration.ofHours(3));

    private final Matcher matcher = new Matcher(TERMS, new OpenInMemory());
    private final Tokens tokens = new Tokens((crossing, epoch) -> key(crossing + epoch), TERMS);

    private static byte[] key(String name) {
        byte[] key = new byte[32];
        for (int i = 0; i < name.length(); i++) {
            key[i % key.length] += (byte) name.charAt(i);
        }
        return key;
    }

    private Optional<Match> arrive(Travellers traveller) {
        return matcher.arrive(traveller.marks(tokens).orElseThrow());
    }

    @Test
    void anExitAndAnEntryWithOneDocumentAreMatchedAtOnceInWhicheverOrderTheyCome() {
        assertThat(arrive(entry("n"))).isEmpty();
        assertThat(arrive(exit("x"))).hasValueSatisfying(match -> {
            assertThat(match.exit().recordId()).isEqualTo("x");
            assertThat(match.entry().recordId()).isEqualTo("n");
            assertThat(match.document()).isTrue();
            assertThat(match.gap()).hasMinutes(10);
        });
        assertThat(matcher.expire(SETTLED.plus(TERMS.keep()))).isEmpty();
    }

    @Test
    void aNumberIsOneWithSpacesAndWithLettersTakenForDigits() {
        arrive(exit("x").document("PP", "KEN", "AO1I-55"));

        assertThat(arrive(entry("n").document("P", "KEN", "a0 1155"))).isPresent();
    }

    @Test
    void withAnotherDocumentNameAndDateOfBirthMatchAfterAWhile() {
        arrive(exit("x"));
        assertThat(arrive(entry("n").named("AMINA", "CALI XASAN").document("XI", "KEN", "77")))
                .isEmpty();

        assertThat(matcher.settle(NOON.plus(Duration.ofHours(1)))).isEmpty();
        assertThat(matcher.settle(SETTLED)).singleElement().satisfies(match -> assertThat(match.document())
                .isFalse());
    }

    @Test
    void aDateKnownInPartIsComparedAsFarAsItIsKnown() {
        arrive(exit("x"));
        arrive(entry("n").born("1990").document("XI", "KEN", "77"));
        assertThat(matcher.settle(SETTLED)).hasSize(1);

        arrive(exit("x2"));
        arrive(entry("n2").born("1990-06").document("XI", "KEN", "77"));
        assertThat(matcher.settle(SETTLED)).isEmpty();
    }

    @Test
    void theFirstOfJanuaryIsTakenForAYear() {
        arrive(exit("x"));
        arrive(entry("n").born("1990-01-01").document("XI", "KEN", "77"));

        assertThat(matcher.settle(SETTLED)).hasSize(1);
    }

    @Test
    void aPassportThatMotherAndChildShareIsMatchedByTheirNames() {
        arrive(exit("mother"));
        arrive(exit("child").named("HASSAN ALI", "ZUHURA").born("2019-02-03"));

        assertThat(arrive(entry("child2").named("HASSAN ALI", "ZUHURA").born("2019-02-03")))
                .hasValueSatisfying(match -> assertThat(match.exit().recordId()).isEqualTo("child"));
        assertThat(arrive(entry("mother2")))
                .hasValueSatisfying(match -> assertThat(match.exit().recordId()).isEqualTo("mother"));
    }

    @Test
    void ofTwoWhoAreNearlyAlikeNobodyIsMatchedByName() {
        arrive(exit("x1").document("XI", "KEN", "1"));
        arrive(exit("x2").document("XI", "KEN", "2").at(NOON.plusSeconds(60)));
        arrive(entry("n").document("XI", "KEN", "3"));

        assertThat(matcher.settle(SETTLED)).isEmpty();
    }

    @Test
    void whoCrossesOftenIsMatchedWithTheNearest() {
        arrive(exit("morning"));
        arrive(exit("noon").at(NOON.plus(Duration.ofMinutes(100))));

        assertThat(arrive(entry("n").at(NOON.plus(Duration.ofMinutes(110)))))
                .hasValueSatisfying(match -> assertThat(match.exit().recordId()).isEqualTo("noon"));
    }

    @Test
    void anEntryOutsideTheWindowIsAnotherJourney() {
        arrive(exit("x"));
        assertThat(arrive(entry("n").at(NOON.plus(TERMS.window()).plusSeconds(1))))
                .isEmpty();
        assertThat(arrive(entry("n2").at(NOON.minus(TERMS.before()).minusSeconds(1))))
                .isEmpty();

        assertThat(matcher.settle(SETTLED.plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void aLongWayIsOneJourneyUnlessThePersonCrossesOften() {
        arrive(exit("x"));
        arrive(entry("n").at(NOON.plus(Duration.ofHours(5))));
        assertThat(matcher.settle(SETTLED.plus(Duration.ofHours(5)))).hasSize(1);

        var often = exit("y").document("PP", "KEN", "B7");
        arrive(often);
        arrive(exit("y2").document("PP", "KEN", "B7").at(NOON.plus(Duration.ofHours(8))));
        arrive(entry("m2")
                .document("PP", "KEN", "B7")
                .at(NOON.plus(Duration.ofHours(8)).plusSeconds(300)));
        arrive(entry("m").document("PP", "KEN", "B7").at(NOON.plus(Duration.ofHours(5))));
        assertThat(matcher.settle(SETTLED.plus(Duration.ofHours(9)))).isEmpty();
    }

    @Test
    void anEntryBeforeItsExitIsOutOfOrderWhenClocksDoNotExplainIt() {
        arrive(exit("x"));
        var early =
                arrive(entry("n").at(NOON.minus(TERMS.skew()).minusSeconds(1))).orElseThrow();
        assertThat(early.outOfOrder(TERMS)).isTrue();

        arrive(exit("x2"));
        assertThat(arrive(entry("n2").at(NOON.minus(TERMS.skew())))
                        .orElseThrow()
                        .outOfOrder(TERMS))
                .isFalse();
    }

    @Test
    void aJourneyAcrossTheChangeOfKeysIsMatched() {
        Instant change = Instant.ofEpochSecond(TERMS.epoch().toSeconds() * 740);
        arrive(exit("x").at(change.minusSeconds(300)));

        assertThat(arrive(entry("n").at(change.plusSeconds(300)))).isPresent();
        arrive(exit("x2").at(change.plusSeconds(300)));
        assertThat(arrive(entry("n2").at(change.plusSeconds(900)))).isPresent();
        arrive(entry("n3").at(change.minusSeconds(60)));
        assertThat(arrive(exit("x3").at(change.plusSeconds(60))))
                .as("by clocks that differ")
                .isPresent();
    }

    @Test
    void whatIsNotMatchedIsGivenUpOnceAndForAll() {
        arrive(exit("x"));
        Instant kept = NOON.plus(TERMS.keep());

        assertThat(matcher.expire(kept.minusSeconds(1))).isEmpty();
        assertThat(matcher.expire(kept)).extracting(Marks::recordId).containsExactly("x");
        assertThat(matcher.expire(kept)).isEmpty();
        assertThat(arrive(entry("n"))).isEmpty();
    }

    @Test
    void aRecordIsMatchedOnce() {
        arrive(exit("x"));
        var matches = new ArrayList<Match>();
        arrive(entry("n1")).ifPresent(matches::add);
        arrive(entry("n2")).ifPresent(matches::add);
        matches.addAll(matcher.settle(SETTLED));

        assertThat(matches).hasSize(1);
    }

    @Test
    void nobodyOfTheOtherSexIsMatchedByNameAlone() {
        arrive(exit("x"));
        var brother = new Travellers(
                "n",
                "HASSAN ALI",
                "OMAR",
                "1990-05-17",
                Sex.M,
                "KEN",
                "PP",
                "KEN",
                "C3",
                entry("n").direction(),
                NOON.plusSeconds(600));
        arrive(brother);

        assertThat(matcher.settle(SETTLED)).isEmpty();
    }

    @Test
    void tokensOfAnotherCrossingOrTimeOrOfTheWayBackAreOthers() {
        var one = exit("x").marks(tokens).orElseThrow().faces().get(0);
        var later = exit("x")
                .at(NOON.plus(TERMS.epoch()))
                .marks(tokens)
                .orElseThrow()
                .faces()
                .get(0);

        assertThat(values(one)).doesNotContainAnyElementsOf(values(later));
        assertThat(values(one))
                .doesNotContainAnyElementsOf(values(on(new Way("KEN-BUSIA/UGA-MALABA", "KEN-BUSIA", "UGA-MALABA"))))
                .doesNotContainAnyElementsOf(values(on(new Way("KEN-BUSIA/UGA-BUSIA", "UGA-BUSIA", "KEN-BUSIA"))))
                .containsExactlyElementsOf(values(on(Travellers.WAY)));
    }

    private Face on(Way way) {
        return tokens.of(Travellers.KENYA, way, exit("x").record())
                .orElseThrow()
                .faces()
                .get(0);
    }

    private static List<Long> values(Face face) {
        return Arrays.stream(face.tokens()).boxed().toList();
    }
}
