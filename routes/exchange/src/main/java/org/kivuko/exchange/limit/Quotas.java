package org.kivuko.exchange.limit;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kivuko.model.AgencyId;

/**
 * Who has used up how much of its quota, at all doors of this hub together. Nothing of it outlives the hub: after a restart
 * every allowance is whole. Thread-safe.
 */
public final class Quotas {
    private final Map<AgencyId, Meter> meters = new ConcurrentHashMap<>();
    private volatile QuotaPlan plan;

    public Quotas(QuotaPlan plan) {
        this.plan = plan;
    }

    /** From now on these quotas hold; an agency whose quota is another begins with a whole one. */
    public void follow(QuotaPlan next) {
        plan = next;
    }

    /** The quotas that hold. */
    public QuotaPlan plan() {
        return plan;
    }

    /**
     * Takes one message of an agency.
     *
     * @param bytes of its body
     * @return empty where it was taken, else why not; nothing was taken then
     */
    public Optional<OverQuota> take(AgencyId agency, long bytes, Traffic traffic, Instant now) {
        return meter(agency).take(plan.of(agency), bytes, traffic, now);
    }

    /**
     * One more call that is to be answered, or connection that is to be kept.
     *
     * @return false where the agency has as many as it may; else {@link #leave} has to follow, once
     */
    public boolean enter(AgencyId agency) {
        return meter(agency).enter(plan.of(agency));
    }

    /** It was answered, or has gone. */
    public void leave(AgencyId agency) {
        meter(agency).leave();
    }

    private Meter meter(AgencyId agency) {
        return meters.computeIfAbsent(agency, unknown -> new Meter());
    }
}
