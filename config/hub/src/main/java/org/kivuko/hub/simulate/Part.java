package org.kivuko.hub.simulate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.kivuko.exchange.limit.Allowance;
import org.kivuko.model.AgencyId;

/**
 * One neighbour of a simulation.
 *
 * @param rate of its posts, those that it repeats included
 * @param begins how long after the simulation's begin it posts for the first time
 * @param ends how long after the simulation's begin it posts no more; later than {@code begins}
 * @param messages of how many messages at most; it ends by itself once they are posted
 * @param samples files with messages of its own, each JSON as it would be posted; where there are none the built-in ones are
 *     posted, as far as the hub says in a dry run that they cross
 */
public record Part(
        AgencyId agency,
        Profile profile,
        Allowance rate,
        Duration begins,
        Duration ends,
        OptionalInt messages,
        List<Path> samples) {
    public Part {
        samples = List.copyOf(samples);
    }

    /** From one post to the next. */
    Duration interval() {
        return rate.per().dividedBy(rate.amount() * profile.hurry());
    }
}
