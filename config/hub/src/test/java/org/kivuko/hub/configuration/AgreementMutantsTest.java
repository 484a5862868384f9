package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.agreement.Agreements;
import org.kivuko.analysis.Difference;
import org.kivuko.analysis.Guarantee;
import org.kivuko.analysis.Prover;

/** Mistakes are planted in the shipped agreements, one at a time; each must be noticed before it lets something cross. */
@Tag("unproven")
class AgreementMutantsTest {
    private static final List<AgreementMutant> MUTANT_KINDS = List.of(AgreementMutant.values());
    private static final int MUTANTS = Integer.getInteger("kivuko.mutants", 220);

    /** Who notices first. */
    private enum Notice {
        LOAD,
        EXAMPLES,
        PROVE,
        DIFF,
        NOBODY
    }

    @TempDir
    Path folder;

    private final List<String> survivors = new ArrayList<>();

    @Test
    void everyPlantedMistakeIsNoticedOrChangesNothing() throws Exception {
        // Given
        copy(Shipped.FOLDER.resolve("states"));
        copy(Shipped.FOLDER.resolve("agreements"));
        copy(Shipped.FOLDER.resolve("agreements/examples"));
        var shipped = agreements((Configuration.Loaded) Configuration.load(folder));
        var guarantees = new ArrayList<>(Guarantee.lasting());
        guarantees.addAll(((Guarantees.Read) Guarantees.beside(folder, shipped.directory())).guarantees());
        Map<AgreementMutant, Map<Notice, Integer>> table = new EnumMap<>(AgreementMutant.class);
        var files = files();
        var random = new Random(20261125);

        // When
        for (int planted = 0; planted < MUTANTS; ) {
            var mutant = MUTANT_KINDS.get(random.nextInt(MUTANT_KINDS.size()));
            var file = files.get(random.nextInt(files.size()));
            var text = Files.readString(file);
            var changed = mutant.in(text, random);
            if (changed.isPresent()) {
                Files.writeString(file, changed.get());
                var notice = notice(shipped, guarantees);
                Files.writeString(file, text);
                table.computeIfAbsent(mutant, key -> new TreeMap<>()).merge(notice, 1, Integer::sum);
                planted++;
                System.out.println(planted + " " + mutant + " " + file.getFileName() + " " + notice);
                if (notice == Notice.NOBODY) {
                    survivors.add(mutant + " in " + file.getFileName() + ": " + difference(text, changed.get()));
                }
            }
        }

        // Then
        table.forEach((mutant, notices) -> System.out.println(mutant + " " + notices));
        survivors.forEach(survivor -> System.out.println("survivor: " + survivor));
        assertThat(table.values().stream()
                        .flatMap(notices -> notices.values().stream())
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(MUTANTS);
        assertThat(survivors.size()).isLessThan(1 + MUTANTS / 10);
    }

    private Notice notice(Agreements shipped, List<Guarantee> guarantees) {
        var configuration = Configuration.load(folder);
        if (configuration instanceof Configuration.Refused refused) {
            return refused.problems().stream()
                            .allMatch(problem -> problem.message().startsWith("the example"))
                    ? Notice.EXAMPLES
                    : Notice.LOAD;
        }
        var mutated = agreements((Configuration.Loaded) configuration);
        if (!Prover.proveChanges(shipped, mutated, guarantees).holds()) {
            return Notice.PROVE;
        }
        return Difference.first(shipped, mutated).isPresent() ? Notice.DIFF : Notice.NOBODY;
    }

    private static Agreements agreements(Configuration.Loaded loaded) {
        return Agreements.of(loaded.directory(), loaded.agreements(), (from, to, value) -> "0".repeat(32));
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(folder.resolve("agreements"))) {
            return files.filter(file -> file.toString().endsWith(".yaml") && !file.endsWith(Guarantees.FILE))
                    .sorted()
                    .toList();
        }
    }

    private void copy(Path source) throws IOException {
        var target = folder.resolve(Shipped.FOLDER.relativize(source));
        Files.createDirectories(target);
        try (var files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    private static String difference(String before, String after) {
        int from = 0;
        while (from < Math.min(before.length(), after.length()) && before.charAt(from) == after.charAt(from)) {
            from++;
        }
        int line = after.lastIndexOf('\n', Math.max(0, from - 1)) + 1;
        return after.substring(line, Math.min(after.length(), from + 80))
                .replace('\n', ' ')
                .strip();
    }
}
