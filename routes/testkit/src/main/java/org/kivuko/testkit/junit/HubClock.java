package org.kivuko.testkit.junit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * The time in which a hub lives. It goes on as the machine's does, or stands still where the test class says when it begins; a test
 * moves it either way, and the next one begins anew. Thread-safe.
 */
public final class HubClock extends Clock {
    private final Clock machine;
    private Optional<Instant> stands = Optional.empty();
    private Duration ahead = Duration.ZERO;
    private Instant earliest;
    private Instant latest;

    HubClock(Clock machine) {
        this.machine = machine;
        begin(Optional.empty());
    }

    /** As it was before anybody moved it; it stands at an instant where there is one. */
    synchronized void begin(Optional<Instant> at) {
        stands = at;
        ahead = Duration.ZERO;
        earliest = instant();
        latest = earliest;
    }

    /** It reads this from now on. */
    public synchronized void set(Instant instant) {
        advance(Duration.between(instant(), instant));
    }

    /** It reads so much later from now on, or earlier. */
    public synchronized void advance(Duration by) {
        note();
        stands = stands.map(at -> at.plus(by));
        ahead = ahead.plus(by);
        note();
    }

    private void note() {
        Instant now = instant();
        earliest = now.isBefore(earliest) ? now : earliest;
        latest = now.isAfter(latest) ? now : latest;
    }

    synchronized Instant earliest() {
        return earliest;
    }

    synchronized Instant latest() {
        note();
        return latest;
    }

    @Override
    public synchronized Instant instant() {
        return stands.orElseGet(() -> machine.instant().plus(ahead));
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** Itself: a hub knows no other time than UTC. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
