package org.kivuko.exchange;

import org.kivuko.model.AgencyId;

/** Who is at a door, once its key was checked. */
public sealed interface Caller {
    record OfAgency(AgencyId agency) implements Caller {}

    record Operator() implements Caller {}
}
