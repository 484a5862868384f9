package org.kivuko.exchange.limit;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.kivuko.model.AgencyId;

/**
 * Whether there is room for one more message at a recipient. How many wait is counted in the ledger and told here now and then;
 * what is let in between is added. So a limit is kept to within what the hubs of a database let in between two countings.
 * Thread-safe.
 */
public final class Room {
    /** Where nobody states another one. */
    public static final long DEFAULT_LIMIT = 2_000_000;

    /** After which time it is worth while to send the same again, under a new id. */
    public static final Duration AGAIN_AFTER = Duration.ofMinutes(15);

    private static final long LEAST_RESERVE = 1_000;
    private static final long SHARE_OF_RESERVE = 10;

    private final ToLongFunction<AgencyId> limits;
    private volatile Counted counted = new Counted(Map.of(), new ConcurrentHashMap<>());

    /** What the ledger counted, and what was let in since. */
    private record Counted(Map<AgencyId, Long> waiting, Map<AgencyId, Long> since) {}

    /** @param limits most messages that may wait for an agency, referrals and health alerts aside */
    public Room(ToLongFunction<AgencyId> limits) {
        this.limits = limits;
    }

    /** Room for the quotas that hold, or the default. */
    public static Room of(Quotas quotas) {
        return new Room(agency -> quotas.plan().of(agency).waiting().orElse(DEFAULT_LIMIT));
    }

    /** How many wait for each agency by the ledger; an agency that is absent has none. */
    public void counted(Map<AgencyId, Long> waiting) {
        counted = new Counted(Map.copyOf(waiting), new ConcurrentHashMap<>());
    }

    /** Whether one more may wait for an agency; it counts as waiting from now on. */
    public boolean take(AgencyId recipient, Traffic traffic) {
        Counted now = counted;
        long waiting = now.waiting().getOrDefault(recipient, 0L) + now.since().getOrDefault(recipient, 0L);
        boolean room = waiting < most(limits.applyAsLong(recipient), traffic);
        if (room) {
            now.since().merge(recipient, 1L, Long::sum);
        }
        return room;
    }

    /** From when on it is worth while to send again what was refused at this instant. */
    public static Instant again(Instant refusedAt) {
        return refusedAt.plus(AGAIN_AFTER);
    }

    /** Referrals and health alerts have a reserve that no backlog of others can use up (protection PR-6). */
    static long most(long limit, Traffic traffic) {
        return traffic == Traffic.ASSISTANCE ? limit + Math.max(LEAST_RESERVE, limit / SHARE_OF_RESERVE) : limit;
    }
}
