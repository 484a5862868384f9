package org.kivuko.hub;

import java.io.IOException;
import java.util.Optional;
import org.kivuko.exchange.limit.DiskMarks;
import org.kivuko.exchange.limit.Standstill;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the hub take nothing more before the disk of its data folder is full, so that what it accepted can still be recorded,
 * handed over and acknowledged; and has it go on by itself once there is room again. Belongs to one thread.
 */
final class DiskGuard {
    /** Well before a flood could fill what lies below the lower mark. */
    static final long EVERY_MILLIS = 250;

    private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);
    private static final String CAUSE = "disk";
    private static final int MIB_BITS = 20;

    private final DiskSpace space;
    private final Optional<DiskMarks> stated;
    private final Standstill standstill;
    private boolean stopped;

    /** @param stated marks of the configuration; without them they hang on the size of the disk */
    DiskGuard(DiskSpace space, Optional<DiskMarks> stated, Standstill standstill) {
        this.space = space;
        this.stated = stated;
        this.standstill = standstill;
    }

    /** Looks once. A disk that cannot be looked at is taken for a full one. */
    void look() {
        try {
            long free = space.free();
            DiskMarks marks = stated.isPresent() ? stated.get() : DiskMarks.of(space.total());
            follow(marks.stopped(stopped, free), why(free, marks));
        } catch (IOException e) {
            follow(true, "the free space of the data folder cannot be read");
        }
    }

    private static String why(long free, DiskMarks marks) {
        return "the disk of the data folder has " + (free >> MIB_BITS) + " MiB left; nothing is taken below "
                + (marks.stopBelow() >> MIB_BITS) + " MiB, and again above " + (marks.goAbove() >> MIB_BITS) + " MiB";
    }

    private void follow(boolean stops, String why) {
        if (stops) {
            standstill.stop(CAUSE, why);
        } else {
            standstill.go(CAUSE);
        }
        if (stops != stopped) {
            LOG.warn("{}: {}", stops ? "nothing is taken" : "messages are taken again", why);
        }
        stopped = stops;
    }
}
