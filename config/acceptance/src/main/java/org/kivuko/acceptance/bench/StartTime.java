package org.kivuko.acceptance.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How long a hub takes from its start until every door is open, with the programs of its database unpacked before. */
final class StartTime {
    private static final Goal QUICK = Goal.atMost(5);

    private StartTime() {}

    /** A hub that was started once before in this folder, and is started again. */
    static BenchHub startAgain(Path folder, BenchStates states) throws IOException {
        BenchHub.start(folder, states).close();
        return BenchHub.start(folder, states);
    }

    static List<Figure> of(BenchHub hub) {
        double seconds = hub.startTime().toMillis() / 1_000.0;
        return List.of(new Figure(
                "start",
                "start to ready, without the start of the JVM, binaries already unpacked",
                "s",
                Spread.of(seconds),
                1,
                java.util.Optional.of(QUICK)));
    }
}
