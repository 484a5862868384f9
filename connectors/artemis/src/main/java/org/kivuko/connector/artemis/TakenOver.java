package org.kivuko.connector.artemis;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.kivuko.model.AgencyId;

/**
 * What agencies acknowledge, each delivery with a call of its own and many at the same time: what an agency says while the one before is
 * being written down is written down together, in one transaction. Each caller returns once its own is. Thread-safe.
 */
final class TakenOver {
    /** In one transaction. */
    static final int MOST_TOGETHER = 500;

    /** Writes down what one agency has taken over, and gives what was handed to it; what else was named changes nothing. */
    interface Book {
        Set<UUID> note(AgencyId agency, Map<UUID, Instant> deliveries);
    }

    private final Book book;
    private final Map<AgencyId, Line> lines = new ConcurrentHashMap<>();

    TakenOver(Book book) {
        this.book = book;
    }

    /**
     * Returns once it is written down, or was before.
     *
     * @return whether it was ever handed to this agency
     * @throws RuntimeException what the book threw, to everybody whose delivery was in its hands
     */
    boolean note(AgencyId agency, UUID delivery, Instant at) {
        return lines.computeIfAbsent(agency, Line::new).note(delivery, at);
    }

    /** One agency's: a group is being written, at most, and the next one gathers. */
    private final class Line {
        private final AgencyId agency;
        private final ReentrantLock writing = new ReentrantLock();
        private Group gathering = new Group();

        Line(AgencyId agency) {
            this.agency = agency;
        }

        boolean note(UUID delivery, Instant at) {
            Group mine = join(delivery, at);
            writing.lock();
            try {
                // Whoever comes first writes for all; the others find it done.
                if (!mine.isDone()) {
                    close(mine);
                    mine.write(agency);
                }
            } finally {
                writing.unlock();
            }
            return mine.knows(delivery);
        }

        private synchronized Group join(UUID delivery, Instant at) {
            if (gathering.isFull()) {
                gathering = new Group();
            }
            gathering.add(delivery, at);
            return gathering;
        }

        private synchronized void close(Group group) {
            if (gathering == group) {
                gathering = new Group();
            }
        }
    }

    /** Filled under the monitor of its line, written and read under its lock. */
    private final class Group {
        private final Map<UUID, Instant> deliveries = new LinkedHashMap<>();
        private Set<UUID> known;
        private RuntimeException failure;

        boolean isFull() {
            return deliveries.size() >= MOST_TOGETHER;
        }

        void add(UUID delivery, Instant at) {
            deliveries.putIfAbsent(delivery, at);
        }

        boolean isDone() {
            return known != null || failure != null;
        }

        void write(AgencyId agency) {
            try {
                known = book.note(agency, deliveries);
            } catch (RuntimeException e) {
                failure = e;
            }
        }

        boolean knows(UUID delivery) {
            if (failure != null) {
                throw failure;
            }
            return known.contains(delivery);
        }
    }
}
