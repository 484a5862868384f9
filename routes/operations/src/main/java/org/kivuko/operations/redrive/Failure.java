package org.kivuko.operations.redrive;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kivuko.exchange.Door;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Fault;

/**
 * A copy that failed, without its content.
 *
 * @param no its place in the order in which copies failed
 * @param copy the name under which it is found in its queue
 * @param agency whose outbox it came from; empty where that is not known
 * @param cause the code of what it failed of
 * @param faults places and codes, no values
 * @param outbox into which it goes back; empty where there is none: then it cannot be redriven
 * @param redriven how often it went through the hub again before it failed; 0 where that is not known
 */
public record Failure(
        long no,
        String copy,
        Instant at,
        Optional<AgencyId> agency,
        Optional<Door> door,
        String cause,
        List<Fault> faults,
        Optional<String> outbox,
        int redriven) {
    public Failure {
        faults = List.copyOf(faults);
    }
}
