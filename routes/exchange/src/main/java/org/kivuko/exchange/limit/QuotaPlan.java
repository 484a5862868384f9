package org.kivuko.exchange.limit;

import java.util.Map;
import org.kivuko.model.AgencyId;

/**
 * The quotas of all agencies. Immutable.
 *
 * @param general of every agency
 * @param own of single ones, key by key before the general one
 */
public record QuotaPlan(Quota general, Map<AgencyId, Quota> own) {
    /** Limits nobody. */
    public static final QuotaPlan NONE = new QuotaPlan(Quota.NONE, Map.of());

    public QuotaPlan {
        own = Map.copyOf(own);
    }

    /** What holds for this agency. */
    public Quota of(AgencyId agency) {
        Quota stated = own.get(agency);
        return stated == null ? general : stated.over(general);
    }
}
