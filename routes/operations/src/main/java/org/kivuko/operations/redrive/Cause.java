package org.kivuko.operations.redrive;

import java.time.Instant;
import java.util.Set;
import org.kivuko.model.AgencyId;

/**
 * What copies failed of.
 *
 * @param code the code that all of them have
 * @param first when the first of them failed
 * @param agencies whose they are
 * @param example the newest of them
 */
public record Cause(String code, long count, Instant first, Instant last, Set<AgencyId> agencies, String example) {
    public Cause {
        agencies = Set.copyOf(agencies);
    }
}
