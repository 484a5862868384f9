package org.kivuko.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was started in a control group and left its parent is found, stopped and killed with everything else. */
class ControlGroupTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    /** Counts for ever, in a session of its own, and its parent is gone. */
    private static final String COUNTER = "while :; do echo 1 >>\"$0\"; sleep 0.02; done";

    @TempDir
    Path folder;

    private static ControlGroup group() throws IOException {
        Optional<ControlGroup> group = ControlGroup.create();
        Assumptions.assumeTrue(group.isPresent(), "no control groups here");
        return group.orElseThrow();
    }

    @Test
    void takesWhatNoLongerHasAParentAndIsNoneOfItsDescendants() throws Exception {
        try (ControlGroup group = group()) {
            // Given
            Path counted = Files.createFile(folder.resolve("counted"));
            var command = List.of(
                    "sh", "-c", "setsid sh -c \"$1\" \"$0\" </dev/null & exec sleep 600", counted.toString(), COUNTER);
            Process parent = new ProcessBuilder(group.within(command)).start();
            await().atMost(SOON).until(() -> Files.size(counted) > 0);
            assertThat(group.processes()).contains(parent.pid()).hasSizeGreaterThan(1);
            parent.destroyForcibly().waitFor();
            assertThat(parent.descendants()).isEmpty();
            assertThat(group.processes()).isNotEmpty();

            // When
            group.freeze();

            // Then
            long before = Files.size(counted);
            await().during(Duration.ofMillis(200)).atMost(SOON).until(() -> Files.size(counted) == before);

            // When
            group.kill();

            // Then
            assertThat(group.processes()).isEmpty();

            // Then: it can be used again
            Process next = new ProcessBuilder(group.within(List.of("true"))).start();
            assertThat(next.waitFor()).isZero();
        }
    }
}
