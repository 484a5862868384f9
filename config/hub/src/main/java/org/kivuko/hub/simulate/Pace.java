package org.kivuko.hub.simulate;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time in which neighbours live: a clock, and waiting by it. Thread-safe. */
public interface Pace extends InstantSource {
    /** Returns once so much of this time has gone by; at once where it is not positive. */
    void pause(Duration duration) throws InterruptedException;

    /** Of this machine. */
    static Pace ofThisMachine() {
        return new Pace() {
            @Override
            public Instant instant() {
                return InstantSource.system().instant();
            }

            @Override
            public void pause(Duration duration) throws InterruptedException {
                Thread.sleep(Math.max(0, duration.toMillis()));
            }
        };
    }
}
