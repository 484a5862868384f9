package org.kivuko.hub;

import java.time.InstantSource;
import org.kivuko.exchange.ChangingRulebook;

/**
 * Sees that an instant passes at which an agreement begins or ends, and has those told who act upon it. Judging asks the dates
 * itself; what could not be done about what waits, its own keeper has to report.
 */
final class RulebookWatch implements AutoCloseable {
    private static final long EVERY_MILLIS = 100;

    private final Watch watch;

    /** Watches until it is closed. */
    RulebookWatch(ChangingRulebook rulebook, InstantSource clock) {
        watch = new Watch(
                "rulebook-watch",
                EVERY_MILLIS,
                () -> rulebook.look(clock.instant()),
                "not everybody could follow an end or a beginning");
    }

    @Override
    public void close() {
        watch.close();
    }
}
