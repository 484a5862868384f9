package org.kivuko.exchange;

import java.time.Instant;
import java.util.List;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/** A copy in quarantine as operators see it: who sent it and what is wrong with it, no content. */
public record QuarantineRow(Instant at, AgencyId agency, Door door, Code code, List<Fault> faults) {}
