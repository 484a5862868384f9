package org.kivuko.connector.artemis;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FailPointsTest {
    @Test
    void haltsTheProcessAtTheNamedPointTheNthTimeItComesBy() throws Exception {
        // Given
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-D" + FailPoints.PROPERTY + "=between-commits:2",
                "-cp",
                System.getProperty("java.class.path"),
                Passing.class.getName());

        // When
        Process process = new ProcessBuilder(command).start();

        // Then
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("once");
        assertThat(process.exitValue()).isEqualTo(137);
    }

    /** Comes by twice; the second time is the last. */
    static final class Passing {
        public static void main(String[] arguments) {
            FailPoints points = FailPoints.fromProperty();
            points.reached(FailPoints.Point.AFTER_READ);
            points.reached(FailPoints.Point.BETWEEN_COMMITS);
            System.out.print("once");
            System.out.flush();
            points.reached(FailPoints.Point.AFTER_COMMIT);
            points.reached(FailPoints.Point.BETWEEN_COMMITS);
            System.out.print("twice");
        }
    }
}
