package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in the files, a load ends with an answer, and a refusal names place and remedy. */
class MutatedTreesTest {
    private static final List<String> FILES = List.of(
            GoodTree.KENYA, GoodTree.POSTS, GoodTree.AGREEMENT, GoodTree.AGREEMENT, GoodTree.STOLEN, GoodTree.HUB);
    private static final String SIGNS = "[]{}:,-*&!@#\"'|>% \n\t0aZ~?\u0000\u2028";

    @TempDir
    Path folder;

    static LongStream seeds() {
        return LongStream.range(0, 150);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aDamagedFileIsRefusedWithPlaceAndRemedyOrReadAsItStands(long seed) throws Exception {
        // Given
        GoodTree.in(folder).withExamples();
        var random = new Random(seed);
        var file = folder.resolve(FILES.get(random.nextInt(FILES.size())));
        var text = new StringBuilder(Files.readString(file));
        for (int damage = random.nextInt(3); damage >= 0 && text.length() > 0; damage--) {
            int at = random.nextInt(text.length());
            int until = Math.min(text.length(), at + random.nextInt(1 + random.nextInt(40)));
            text.replace(at, until, SIGNS.charAt(random.nextInt(SIGNS.length())) + "");
        }
        Files.write(file, text.toString().getBytes(StandardCharsets.UTF_8));

        // When
        var configuration = Configuration.load(folder);

        // Then
        if (configuration instanceof Configuration.Refused refused) {
            assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> {
                assertThat(problem.file()).startsWith(folder.toString());
                assertThat(problem.message()).isNotBlank().doesNotContain("\n");
                assertThat(problem.remedy()).isNotBlank();
            });
        }
    }
}
