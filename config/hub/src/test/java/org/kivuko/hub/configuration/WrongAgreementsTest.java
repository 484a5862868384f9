package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.hub.configuration.GoodTree.AGREEMENT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wrong agreement files, each with the words that a treaty desk reads: where, what was found, what would be right. They stand
 * in {@code wrong-agreements.txt} in exactly these words, so that whoever changes one reads the others.
 */
class WrongAgreementsTest {
    @TempDir
    Path folder;

    /**
     * A good agreement with one thing wrong.
     *
     * @param what stands once in the good file
     * @param told {@code line: path: message}
     */
    record Wrong(String name, String what, String with, String told, String remedy) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Wrong> wrong() throws IOException {
        try (var stream = WrongAgreementsTest.class.getResourceAsStream("wrong-agreements.txt")) {
            var text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(text.split("\n(?=# )"))
                    .map(WrongAgreementsTest::read)
                    .toList();
        }
    }

    private static Wrong read(String block) {
        var lines = block.lines().toList();
        return new Wrong(
                lines.get(0).substring(1).strip(),
                lines.get(1).substring(1).strip(),
                lines.get(2).substring(1).strip().replace("\\n", "\n"),
                lines.get(3).substring(1).strip(),
                lines.get(4).substring(1).strip());
    }

    @Test
    void thereAreAtLeastFortyAndNoTwoReadAlike() throws IOException {
        assertThat(wrong()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(wrong()).extracting(it -> it.told() + it.remedy()).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void theOneThingThatIsWrongIsToldInTheseWords(Wrong wrong) {
        // Given
        var tree = GoodTree.in(folder);
        tree.replace(AGREEMENT, wrong.what(), wrong.with());

        // When
        var configuration = Configuration.load(folder);

        // Then
        assertThat(configuration).isInstanceOf(Configuration.Refused.class);
        assertThat(((Configuration.Refused) configuration).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.file())
                            .isEqualTo(folder.resolve(AGREEMENT).toString());
                    assertThat("line " + problem.line() + ", " + problem.path() + ": " + problem.message())
                            .isEqualTo(wrong.told());
                    assertThat(problem.remedy()).isEqualTo(wrong.remedy());
                });
    }
}
