package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.acceptance.fault.Backend;

/**
 * A receipt outlives the power: broker journal and database lie on a disk whose power is cut under load. The control in the
 * same run is a hub with a planted defect, which syncs nothing, and it is seen to lose.
 */
@Tag("slow")
class PowerCutTest {
    /** A seed whose cuts come within seconds after the first pages, before the operating system writes names of its own accord. */
    private static final long AS_PAGES_BEGIN = 6_585_822_695_266_667_927L;

    @TempDir
    Path folder;

    /** Of the last run, or of the one that is wanted again: {@code -Dkivuko.seed=N}. */
    private final long seed = Long.getLong("kivuko.seed", new Random().nextLong());

    @Test
    void losesAndDoublesNothingByFivePowerCutsWhereAHubThatSyncsNothingLoses() throws Exception {
        // Given
        Backend.loopDisk();
        var cuts = new PowerCuts(1_200, 5, seed);

        // When
        PowerCuts.Outcome outcome = cuts.run(folder, System.out::println);

        // Then
        System.out.println("seed " + seed + ", " + outcome.verdict().figures() + ", " + outcome.copies()
                + ", ready again after " + outcome.restarts() + ", in all " + outcome.whole());
        assertThat(outcome.counts()).as("the control lost something").isTrue();
        assertSoftly(softly -> {
            softly.assertThat(outcome.verdict().faults()).isEmpty();
            softly.assertThat(outcome.verdict().figure("accepted")).isEqualTo(cuts.messages());
            softly.assertThat(outcome.copies().balanced())
                    .as("%s", outcome.copies())
                    .isTrue();
            softly.assertThat(outcome.restarts()).hasSize(1 + cuts.cuts());
        });
    }

    /** What waits long lies in pages, whose folders bear the queue's name in a file of their own: it has to outlive the power, too. */
    @Test
    void losesNothingInPagesWhereAHubThatDoesNotWaitForTheirNamesLoses() throws Exception {
        // Given
        Backend.loopDisk();
        var cuts = new PowerCuts(900, 3, AS_PAGES_BEGIN);
        Path careless = Files.createDirectories(folder.resolve("careless"));
        Path careful = Files.createDirectories(folder.resolve("careful"));
        Mutant.withPagesFromTheBeginning(careless);

        // When
        Verdict lost = cuts.strike(careless, List.of(Mutant.withoutNamesOfPages(careless)), System.out::println)
                .verdict();
        Verdict kept = cuts.strike(careful, List.of(Mutant.withPagesFromTheBeginning(careful)), System.out::println)
                .verdict();

        // Then
        System.out.println(kept.figures() + ", control " + lost.faults());
        assertThat(lost.count(Verdict.Fault.GAP)).as("the control lost pages").isPositive();
        assertThat(kept.faults()).isEmpty();
        assertThat(kept.figure("accepted")).isEqualTo(cuts.messages());
    }
}
