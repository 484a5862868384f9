package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages about security name tests that exist, and leave no requirement and no promise without an answer. */
class SecurityPagesTest {
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z]*Test)`");
    private static final Pattern ROW =
            Pattern.compile("\\| (V[0-9]+\\.[0-9]+\\.[0-9]+) \\| (met|partly|no|n/a) \\| (.+) \\|");

    /** Of version 5.0.0: section, and how many requirements of levels 1 and 2 it begins with; those of level 3 stand last in each. */
    private static final String SECTIONS =
            """
            1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4 5.1:1 5.2:3
            5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3
            9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4
            13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2
            """;

    @ParameterizedTest
    @ValueSource(strings = {"THREATS.md", "ASVS.md"})
    void everyTestThatIsNamedExists(String page) throws IOException {
        // Given
        Set<String> named = new HashSet<>();
        TEST.matcher(text(page)).results().forEach(found -> named.add(found.group(1)));

        // Then
        assertThat(named).isNotEmpty();
        assertThat(tests()).containsAll(named);
    }

    @Test
    void everyPromiseHasATest() throws IOException {
        // Given
        List<String> promises = text("THREATS.md")
                .lines()
                .filter(line -> line.matches("\\| [STRIDE](, [STRIDE])*: .*"))
                .toList();

        // Then
        assertThat(promises).hasSizeGreaterThan(30).allMatch(line -> TEST.matcher(line)
                .find());
    }

    @Test
    void everyRequirementOfLevelsOneAndTwoIsAnsweredOnce() throws IOException {
        // Given
        List<String> answered = new ArrayList<>();
        ROW.matcher(text("ASVS.md")).results().forEach(row -> answered.add(row.group(1)));

        // Then
        assertThat(answered).doesNotHaveDuplicates();
        assertThat(answered).containsExactlyInAnyOrderElementsOf(requirements());
    }

    @Test
    void theCountsOnThePageAreThoseOfItsRows() throws IOException {
        String page = text("ASVS.md");
        assertThat(page)
                .contains("Of " + requirements().size() + " requirements " + count(page, "met") + " are met, "
                        + count(page, "partly") + " in part, " + count(page, "no") + " are not met, "
                        + count(page, "n/a") + " do not apply");
    }

    private static long count(String page, String state) {
        return ROW.matcher(page)
                .results()
                .filter(row -> row.group(2).equals(state))
                .count();
    }

    private static List<String> requirements() {
        return Stream.of(SECTIONS.strip().split("\\s+", -1))
                .map(section -> section.split(":", 2))
                .flatMap(section -> IntStream.rangeClosed(1, Integer.parseInt(section[1]))
                        .mapToObj(number -> "V" + section[0] + "." + number))
                .toList();
    }

    private static String text(String page) throws IOException {
        return Files.readString(TestHub.shippedConfiguration().resolve("deploy").resolve(page), StandardCharsets.UTF_8);
    }

    private static Set<String> tests() throws IOException {
        var tests = new HashSet<String>();
        Files.walkFileTree(TestHub.shippedConfiguration().getParent(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean skipped = name.equals("target") || name.equals("node_modules") || name.equals(".git");
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                String name = file.getFileName().toString();
                if (name.endsWith("Test.java")) {
                    tests.add(name.substring(0, name.length() - ".java".length()));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return tests;
    }
}
