package org.kivuko.connector.http;

import java.util.HashMap;
import java.util.Map;

/**
 * Keeps the memory that bodies take bounded, and no caller may take all of it: whoever sends many large bodies slowly fills
 * its own share and nobody else's. Thread-safe.
 */
final class BodyBudget {
    private static final long SHARES = 4;

    private final long total;
    private final Map<Object, Long> taken = new HashMap<>();
    private long sum;

    /**
     * @param total bytes for all; a caller gets a quarter
     */
    BodyBudget(long total) {
        this.total = total;
    }

    /**
     * Takes bytes where the caller's share and the whole allow it.
     *
     * @param caller who it is, or where somebody who need not say it comes from
     */
    synchronized boolean take(Object caller, long bytes) {
        long mine = taken.getOrDefault(caller, 0L) + bytes;
        if (mine > total / SHARES || sum + bytes > total) {
            return false;
        }
        taken.put(caller, mine);
        sum += bytes;
        return true;
    }

    synchronized void giveBack(Object caller, long bytes) {
        taken.computeIfPresent(caller, (who, mine) -> mine == bytes ? null : mine - bytes);
        sum -= bytes;
    }
}
