package org.kivuko.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A start reads nothing of what waits, however much that is. How long it takes says {@code ./kivuko bench --only start};
 * {@code -Dkivuko.waiting=N} has another number wait.
 */
@Tag("slow")
class StartWithBacklogTest {
    private static final int WAITING = Integer.getInteger("kivuko.waiting", 20_000);
    private static final BenchStates STATES = new BenchStates(2);

    @TempDir
    Path folder;

    /** Seen to fail with a start that reads the ids of all that wait in each inbox. */
    @Test
    void findsEverythingThatWaitsWithoutReadingIt() throws Exception {
        // Given
        long read = StartWithBacklog.fill(folder, STATES, WAITING);

        // When
        StartWithBacklog.Start start = StartWithBacklog.again(folder, STATES, read);

        // Then
        System.out.println(start);
        assertThat(start.waiting()).isEqualTo(WAITING);
        assertThat(start.rowsRead()).isLessThan(WAITING / 2);
    }
}
