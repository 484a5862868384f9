package org.kivuko.acceptance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Goes on from an instant that is set, at the pace of the machine's. */
final class RunningClock extends Clock {
    private volatile Duration ahead;

    RunningClock(Instant start) {
        set(start);
    }

    void set(Instant now) {
        setAhead(Duration.between(Instant.now(), now));
    }

    /** Of the machine's. */
    void setAhead(Duration duration) {
        ahead = duration;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
