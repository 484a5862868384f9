package org.kivuko.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A start with a backlog. How long it takes says {@code ./kivuko bench --only start}. */
@Tag("slow")
class StartWithBacklogTest {
    private static final int WAITING = Integer.getInteger("kivuko.waiting", 20_000);

    @TempDir
    Path folder;

    @Test
    void findsEverythingThatWaits() throws Exception {
        var start = StartWithBacklog.of(folder, WAITING);
        System.out.println(start);
        assertThat(start.waiting()).isEqualTo(WAITING + 1);
    }
}
