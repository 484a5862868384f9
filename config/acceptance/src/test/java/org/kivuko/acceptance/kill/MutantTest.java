package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The slow controls plant these in the hub's own source: who moves a line there hears of it at once. */
class MutantTest {
    @TempDir
    Path folder;

    private interface Planting {
        List<Path> in(Path folder) throws IOException;
    }

    static Stream<Planting> all() {
        return Stream.of(
                Unsynced::everything,
                Mutant::withoutDuplicates,
                folder -> List.of(Mutant.withPagesFromTheBeginning(folder), Mutant.withoutNamesOfPages(folder)),
                folder -> List.of(Mutant.withoutTransaction(folder)),
                folder -> List.of(Mutant.withoutSuperseding(folder)),
                folder -> List.of(Mutant.withoutRoundsAtStart(folder)),
                folder -> List.of(Mutant.withoutClosing(folder)),
                folder -> List.of(Mutant.withOneChannel(folder)),
                folder -> List.of(Mutant.withoutLookingAtTheOutbox(folder)),
                folder -> List.of(Mutant.withLiveInboxesAlone(folder)),
                folder -> List.of(Mutant.withoutParticipants(folder)),
                folder -> List.of(Mutant.withResetsOfEverything(folder)),
                folder -> List.of(Mutant.withoutDiskGuard(folder)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void findsItsPlaceAndCompiles(Planting planting) throws Exception {
        assertThat(planting.in(folder)).isNotEmpty().allSatisfy(classes -> assertThat(classes)
                .isNotEmptyDirectory());
    }
}
