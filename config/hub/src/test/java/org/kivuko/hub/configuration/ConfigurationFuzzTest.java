package org.kivuko.hub.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;

/** Any bytes in place of one file of a good configuration: it is read, or each fault is told with its file. */
@Tag("fuzz")
class ConfigurationFuzzTest {
    private static final List<String> FILES =
            List.of(GoodTree.AGREEMENT, GoodTree.KENYA, GoodTree.POSTS, GoodTree.HUB, GoodTree.STOLEN);

    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        folder = Files.createTempDirectory("configuration");
        GoodTree.in(folder).withExamples();
        assertThat(Configuration.load(folder)).isInstanceOf(Configuration.Loaded.class);
    }

    @AfterAll
    static void clear() throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }

    @FuzzTest(maxDuration = "5m")
    void everythingIsReadOrRefused(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        // Given: the first byte says which file, and is a mark of ASCII so that inputs can be read
        Path file = folder.resolve(FILES.get(Math.floorMod(bytes[0] - '0', FILES.size())));
        byte[] good = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOfRange(bytes, 1, bytes.length));

        try {
            // When
            Configuration read = Configuration.load(folder);

            // Then
            if (read instanceof Configuration.Refused refused) {
                assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> assertThat(problem.file())
                        .isNotBlank());
            }
        } finally {
            Files.write(file, good);
        }
    }
}
