package org.kivuko.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine. Without it the test is skipped and says what was missing; in CI it fails. Stateless. */
public final class Backend {
    private Backend() {}

    /** That {@link LoopDisk} can be had. */
    public static void loopDisk() {
        List<String> missing = LoopDisk.missing();
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            assertThat(missing).as("missing for a disk of its own").isEmpty();
        }
        Assumptions.assumeTrue(missing.isEmpty(), () -> "no disk of its own, missing: " + missing);
    }
}
