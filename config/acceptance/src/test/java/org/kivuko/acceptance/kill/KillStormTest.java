package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is killed and whenever: nothing is lost, nothing doubled, and every receipt is true. */
@Tag("slow")
class KillStormTest {
    @TempDir
    Path folder;

    /** Of the last run, or of the one that is wanted again: {@code -Dkivuko.seed=N}. */
    private final long seed = Long.getLong("kivuko.seed", new Random().nextLong());

    @Test
    void tenThousandMessagesOutliveTenKillsAFreezeAndFifteenOrderlyStops() throws Exception {
        List<Blow> blows = Blow.mixed(10, 1, 15, new Random(seed));
        keepsItsWord(new Storm(10_000, blows, seed, List.of()));
    }

    @Tag("large")
    @Test
    void twentyThousandMessagesOutliveTwentyKillsAFreezeAndThirtyOrderlyStops() throws Exception {
        List<Blow> blows = Blow.mixed(20, 1, 30, new Random(seed));
        keepsItsWord(new Storm(20_000, blows, seed, List.of()));
    }

    @Test
    void losesMessagesWhereTheConsumerIsNotTransacted() throws Exception {
        // Given
        List<Path> mutants = List.of(Mutant.withoutTransaction(folder));
        var storm = new Storm(300, Collections.nCopies(3, Blow.HUB), seed, mutants);

        // When
        Storm.Outcome outcome = storm.run(folder);

        // Then
        System.out.println(StormReport.table(storm, outcome));
        assertThat(outcome.verdict().count(Verdict.Fault.LOST)).isPositive();
    }

    private void keepsItsWord(Storm storm) throws Exception {
        // When
        Storm.Outcome outcome = storm.run(folder);

        // Then
        System.out.println(StormReport.table(storm, outcome));
        assertSoftly(softly -> {
            softly.assertThat(outcome.verdict().faults()).isEmpty();
            softly.assertThat(outcome.verdict().figure("accepted")).isEqualTo(storm.messages());
        });
    }
}
