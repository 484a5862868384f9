package org.kivuko.operations.shift;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.model.AgencyId;

/**
 * A time in which nothing is to be expected of an agency, or of the hub.
 *
 * @param agency empty: of the hub, and so of every one
 * @param by who announced it
 */
public record Maintenance(UUID id, Optional<AgencyId> agency, Instant from, Instant until, String by, Instant at) {}
