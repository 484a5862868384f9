package org.kivuko.acceptance.bench;

import java.io.PrintWriter;
import java.time.Duration;

/** Says on standard error how far a long run is. */
final class Progress {
    private final PrintWriter error;
    private final long begun = System.nanoTime();

    Progress(PrintWriter error) {
        this.error = error;
    }

    void say(String what) {
        error.println("kivuko: %5d s  %s".formatted(since().toSeconds(), what));
        error.flush();
    }

    /** One of several rounds begins. */
    void round(String what, int round, int rounds) {
        say(round < 0 ? what + ", to warm up" : what + ", round " + (round + 1) + " of " + rounds);
    }

    Duration since() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
