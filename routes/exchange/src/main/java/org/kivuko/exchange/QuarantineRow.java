package org.kivuko.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/**
 * A copy in quarantine as operators see it: who sent it and what is wrong with it, no content.
 *
 * @param copy its name; empty for one from before copies had names
 * @param redriven how often it was sent through the hub again
 */
public record QuarantineRow(
        Instant at, AgencyId agency, Door door, Code code, List<Fault> faults, Optional<UUID> copy, int redriven) {
    /** One without a name. */
    public QuarantineRow(Instant at, AgencyId agency, Door door, Code code, List<Fault> faults) {
        this(at, agency, door, code, faults, Optional.empty(), 0);
    }
}
