package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.agreement.Agreements;
import org.kivuko.analysis.Difference;
import org.kivuko.analysis.Guarantee;
import org.kivuko.analysis.Prover;

/**
 * Mistakes are planted in the shipped agreements, one at a time. The load, the examples or prove notice each, or it stands in
 * {@code agreement-mutants.txt} with the reason why none of them can; a mistake that stands there and is noticed has to go.
 */
@Tag("slow")
class AgreementMutantsTest {
    private static final int LEAST = 200;

    /** Of all places where a mistake could be made, every so many; by name, so that other changes of a file move none. */
    private static final int ONE_OF = Integer.getInteger("kivuko.mutants.oneOf", 2);

    /** Whether only those that are argued are planted, to see that they are unnoticed still. */
    private static final boolean ARGUED_ALONE = Boolean.getBoolean("kivuko.mutants.argued");

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

    @Test
    void everyPlantedMistakeIsNoticedOrArgued() throws Exception {
        // Given
        copy(Shipped.FOLDER.resolve("states"));
        copy(Shipped.FOLDER.resolve("agreements"));
        copy(Shipped.FOLDER.resolve("agreements/examples"));
        var shipped = agreements((Configuration.Loaded) Configuration.load(folder));
        var guarantees = new ArrayList<>(Guarantee.lasting());
        guarantees.addAll(((Guarantees.Read) Guarantees.beside(folder, shipped.directory())).guarantees());
        var argued = argued();
        Map<Notice, Integer> table = new EnumMap<>(Notice.class);
        var survivors = new TreeMap<String, Notice>();

        // When
        for (Path file : files()) {
            for (AgreementMutant mutant : AgreementMutant.values()) {
                var seed = (mutant + " " + file.getFileName()).hashCode();
                var text = Files.readString(file);
                var changed = seed % ONE_OF == 0 ? mutant.in(text, new Random(seed)) : Optional.<String>empty();
                var name = mutant + " " + file.getFileName() + " "
                        + changed.map(it -> rule(text, it)).orElse("");
                if (changed.isPresent() && (!ARGUED_ALONE || argued.contains(name))) {
                    Files.writeString(file, changed.get());
                    var notice = notice(shipped, guarantees);
                    Files.writeString(file, text);
                    table.merge(notice, 1, Integer::sum);
                    if (notice == Notice.DIFF || notice == Notice.NOBODY) {
                        survivors.put(name, notice);
                    }
                }
            }
        }

        // Then
        System.out.println("mutants noticed by " + table);
        survivors.forEach((survivor, notice) -> System.out.println("survivor " + notice + " " + survivor));
        assertThat(survivors.keySet()).containsExactlyInAnyOrderElementsOf(argued);
        assertThat(table.values().stream().mapToInt(Integer::intValue).sum())
                .isGreaterThanOrEqualTo(ARGUED_ALONE ? argued.size() : LEAST);
    }

    /** Each with a reason of its own or that of its kind. */
    private static List<String> argued() throws IOException {
        try (var lines = AgreementMutantsTest.class.getResourceAsStream("agreement-mutants.txt")) {
            return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .peek(line -> assertThat(line).contains(": "))
                    .map(line -> line.substring(0, line.indexOf(": ")))
                    .toList();
        }
    }

    /** The rule that was changed; {@code head} where it is none. */
    private static String rule(String before, String after) {
        int at = 0;
        while (at < Math.min(before.length(), after.length()) && before.charAt(at) == after.charAt(at)) {
            at++;
        }
        var rules =
                Pattern.compile("rule: ([A-Z0-9-]+)").matcher(before).results().toList();
        int place = at;
        return rules.stream()
                .filter(rule -> rule.start() <= place)
                .reduce((first, next) -> next)
                .map(rule -> rule.group(1))
                .orElse("head");
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
        return Agreements.unkeyed(loaded.directory(), loaded.agreements());
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
}
