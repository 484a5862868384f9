package org.kivuko.operations.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kivuko.operations.restore.Drift.Age;
import org.kivuko.operations.restore.Drift.Marked;
import org.kivuko.operations.restore.LedgerMarks.Position;

class DriftTest {
    private static final String OUTBOX = "agency.KEN.DIS.outbox";
    private static final String OTHER = "agency.UGA.UPF.outbox";

    private static Age age(Marked marked, long known, long recorded, long released) {
        return Drift.of(marked, Map.of(OUTBOX, new Position(known, recorded)), Map.of(OUTBOX, released))
                .age();
    }

    @Test
    void whatWasReleasedLiesBetweenWhatIsKnownAsReleasedAndWhatIsRecorded() {
        assertThat(age(Marked.TOGETHER, 3, 7, 3)).isEqualTo(Age.TOGETHER);
        assertThat(age(Marked.TOGETHER, 3, 7, 7)).isEqualTo(Age.TOGETHER);
        assertThat(age(Marked.TOGETHER, 3, 7, 2)).isEqualTo(Age.BROKER_OLDER);
        assertThat(age(Marked.TOGETHER, 3, 7, 8)).isEqualTo(Age.LEDGER_OLDER);
    }

    @Test
    void anOutboxThatOneOfThemHasNeverSeenCountsToo() {
        assertThat(Drift.of(Marked.TOGETHER, Map.of(OUTBOX, new Position(1, 1)), Map.of())
                        .age())
                .isEqualTo(Age.BROKER_OLDER);
        assertThat(Drift.of(Marked.TOGETHER, Map.of(), Map.of(OUTBOX, 1L)).age())
                .isEqualTo(Age.LEDGER_OLDER);
        assertThat(Drift.of(Marked.TOGETHER, Map.of(), Map.of()).age()).isEqualTo(Age.TOGETHER);
    }

    @Test
    void withoutTheMarkNothingIsTogetherWhateverTheNumbersSay() {
        assertThat(age(Marked.OTHERWISE, 3, 7, 5)).isEqualTo(Age.UNTOLD);
        assertThat(age(Marked.OTHERWISE, 3, 7, 2)).isEqualTo(Age.BROKER_OLDER);
        assertThat(age(Marked.OTHERWISE, 3, 7, 9)).isEqualTo(Age.LEDGER_OLDER);
        assertThat(Drift.of(Marked.OTHERWISE, Map.of(), Map.of()).findings())
                .singleElement()
                .asString()
                .contains("mark");
    }

    /** A version that did not record every batch left such numbers. */
    @Test
    void whereNeitherWasEverMarkedWhatWasNotRecordedSaysNothing() {
        assertThat(age(Marked.NEVER, 3, 7, 9)).isEqualTo(Age.TOGETHER);
        assertThat(age(Marked.NEVER, 3, 7, 2)).isEqualTo(Age.BROKER_OLDER);
    }

    @Test
    void whereEachLacksSomethingNeitherIsTheOlderOne() {
        var drift = Drift.of(
                Marked.TOGETHER,
                Map.of(OUTBOX, new Position(3, 3), OTHER, new Position(3, 3)),
                Map.of(OUTBOX, 2L, OTHER, 4L));
        assertThat(drift.age()).isEqualTo(Age.MIXED);
        assertThat(drift.findings())
                .hasSize(2)
                .anyMatch(each -> each.contains(OUTBOX))
                .anyMatch(each -> each.contains(OTHER));
    }

    @Test
    void ofManyOutboxesTheFirstAreNamed() {
        Map<String, Long> many = IntStream.range(0, 9).boxed().collect(Collectors.toMap(i -> "outbox-" + i, i -> 1L));
        assertThat(Drift.of(Marked.TOGETHER, Map.of(), many).findings())
                .singleElement()
                .asString()
                .contains("outbox-4 ")
                .doesNotContain("outbox-5")
                .endsWith("and 4 more");
    }
}
