package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every defect of the fault bench can be planted in the hub as it stands. What uses them runs for long and comes last; that the
 * words to replace are gone is found here first.
 */
@Tag("slow")
class DefectsTest {
    private interface Planting {
        List<Path> in(Path folder) throws IOException;
    }

    private record Planted(String name, Planting planting) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Planted> defects() {
        return Stream.of(
                new Planted("unsynced", Unsynced::everything),
                new Planted("without transaction", folder -> List.of(Mutant.withoutTransaction(folder))),
                new Planted("without superseding", folder -> List.of(Mutant.withoutSuperseding(folder))),
                new Planted("without rounds at start", folder -> List.of(Mutant.withoutRoundsAtStart(folder))),
                new Planted("without closing", folder -> List.of(Mutant.withoutClosing(folder))),
                new Planted("without disk guard", folder -> List.of(Mutant.withoutDiskGuard(folder))),
                new Planted("without duplicates", Mutant::withoutDuplicates));
    }

    @ParameterizedTest
    @MethodSource("defects")
    void isPlantedInTheHubAsItStands(Planted defect, @TempDir Path folder) throws IOException {
        for (Path classes : defect.planting().in(folder)) {
            assertThat(classesIn(classes)).isNotEmpty();
        }
    }

    private static List<Path> classesIn(Path folder) throws IOException {
        var found = new ArrayList<Path>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> file.toString().endsWith(".class")).forEach(found::add);
        }
        return found;
    }
}
