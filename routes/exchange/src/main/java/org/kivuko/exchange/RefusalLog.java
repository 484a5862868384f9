package org.kivuko.exchange;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.kivuko.model.AgencyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who was not let in at a door: by what they wanted to get in, and the agency that they named, never a key, a name or an
 * address. So many lines a second and no more, the rest as a number: whoever knocks without end must not fill the disk.
 * Thread-safe.
 */
public final class RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
    private static final int PER_SECOND = 20;
    private static final long SECOND = 1_000_000_000L;

    private final String door;
    private final LongSupplier nanos;
    private final AtomicLong began;
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();

    /** @param door as it is called in the log */
    public RefusalLog(String door) {
        this(door, System::nanoTime);
    }

    RefusalLog(String door, LongSupplier nanos) {
        this.door = door;
        this.nanos = nanos;
        this.began = new AtomicLong(nanos.getAsLong());
    }

    /**
     * Somebody was not let in.
     *
     * @param by what was shown: a word of the hub's own
     * @param named whom they said they were, where it is an agency's code
     */
    public void refused(String by, Optional<AgencyId> named) {
        long now = nanos.getAsLong();
        long since = began.get();
        if (now - since >= SECOND && began.compareAndSet(since, now)) {
            written.set(0);
            int more = left.getAndSet(0);
            if (more > 0) {
                LOG.info("refused door={} and {} more", door, more);
            }
        }
        if (written.incrementAndGet() > PER_SECOND) {
            left.incrementAndGet();
            return;
        }
        LOG.info(
                "refused door={} by={} agency={}",
                door,
                by,
                named.map(AgencyId::toString).orElse("-"));
    }
}
