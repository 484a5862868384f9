package org.kivuko.hub.conform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Ids that nobody has used and times of now. Ids of one run begin alike. Thread-safe. */
final class Stamp {
    /** With which the ids of every run begin. */
    static final String MARK = "conform-";

    private static final Duration VALID = Duration.ofHours(1);

    private final Clock clock;
    private final String run;
    private final AtomicInteger count = new AtomicInteger();

    /** @param salt tells runs apart that begin in the same millisecond */
    Stamp(Clock clock, String salt) {
        this.clock = clock;
        run = MARK + Long.toString(clock.millis(), Character.MAX_RADIX) + salt + "-";
    }

    /** An id of this run. */
    String next(String about) {
        return run + about + "-" + count.incrementAndGet();
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    String time() {
        return now().toString();
    }

    /** A copy of a draft with an id and times of its own. */
    ObjectNode fresh(ObjectNode draft, String about) {
        ObjectNode message = draft.deepCopy();
        message.put("id", next(about)).put("time", time());
        if (message.path("type").asText().equals("kivuko.alert.v1")) {
            message.put("expires", now().plus(VALID).toString());
        }
        return message;
    }
}
