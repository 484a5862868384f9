package org.kivuko.hub.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SuiteTest {
    private static final Path SOURCES = Path.of(System.getProperty("kivuko.root", "../.."))
            .resolve("config/hub/src/main/java/org/kivuko/hub/conform");

    private static List<String> ids(String patterns) {
        return Suite.matching(patterns).stream().map(entry -> entry.one().id()).toList();
    }

    @Test
    void everyCaseHasAnIdOfItsOwnAndSaysWhatMustBeWhyAndWhatToMend() {
        // When
        List<Suite.Entry> all = Suite.matching("");

        // Then
        assertThat(all).hasSizeGreaterThanOrEqualTo(100);
        assertThat(all)
                .extracting(entry -> entry.one().id())
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[A-Z]{3}-[0-9]{3}"));
        assertThat(all)
                .extracting(entry -> entry.topic() + ": " + entry.one().title())
                .doesNotHaveDuplicates();
        assertThat(all).allSatisfy(entry -> {
            assertThat(entry.one().title()).isNotBlank().doesNotEndWith(".");
            assertThat(entry.one().cite().sentence()).isNotBlank();
            assertThat(entry.one().cite().paragraph()).isNotBlank();
            assertThat(entry.one().remedy()).endsWith(".");
        });
    }

    @Test
    void casesAreChosenByIdAndByTopicWithoutCase() {
        assertThat(ids("dup-001")).containsExactly("DUP-001");
        assertThat(ids("DUP-00?")).hasSize(9).allMatch(id -> id.startsWith("DUP-00"));
        assertThat(ids("LSE-*, DUP-001")).contains("LSE-001", "DUP-001").doesNotContain("DUP-002");
        assertThat(ids("unicode")).isNotEmpty().allMatch(id -> id.startsWith("UNI-"));
        assertThat(ids("DUP")).isEmpty();
        assertThat(ids("DUP.001")).isEmpty();
    }

    @Test
    void aSeedDecidesTheOrderAndLosesNoCase() {
        // Given
        List<Suite.Entry> all = Suite.matching("");

        // Then
        assertThat(Suite.shuffled(all, 5)).isEqualTo(Suite.shuffled(all, 5)).isNotEqualTo(Suite.shuffled(all, 6));
        assertThat(Suite.shuffled(all, 5)).containsExactlyInAnyOrderElementsOf(all);
    }

    /** Else the kit would share the hub's mistakes. */
    @Test
    void nothingOfTheHubIsUsed() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                String code = Files.readString(file)
                        .replaceAll("(?m)^(package|import) org\\.kivuko\\.hub\\.conform[.;].*$", "")
                        .replace("org.kivuko.hub.conform.Case", "");
                assertThat(code).as(file.getFileName().toString()).doesNotContain("org.kivuko");
            }
        }
    }
}
