package org.kivuko.operations.watch;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How much of what agencies send is refused. Pure. */
public final class Refusals {
    /** Of fewer rulings nothing is said: one wrong message of two is no rate. */
    static final long LEAST = 20;

    private static final String REFUSED = "refused";
    private static final long HUNDRED = 100;

    private Refusals() {}

    /** Of a hundred rulings on what each agency sent, how many refused; without agencies that sent little. */
    public static Map<String, Long> percent(Collection<Traffic.Flow> flows) {
        var all = new HashMap<String, Long>();
        var refused = new HashMap<String, Long>();
        for (Traffic.Flow flow : flows) {
            all.merge(flow.sender(), flow.rulings(), Long::sum);
            if (flow.outcome().equals(REFUSED)) {
                refused.merge(flow.sender(), flow.rulings(), Long::sum);
            }
        }
        var percent = new HashMap<String, Long>();
        all.forEach((agency, count) -> {
            if (count >= LEAST) {
                percent.put(agency, refused.getOrDefault(agency, 0L) * HUNDRED / count);
            }
        });
        return percent;
    }
}
