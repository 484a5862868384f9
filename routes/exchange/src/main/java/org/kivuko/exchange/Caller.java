package org.kivuko.exchange;

import org.kivuko.model.AgencyId;

/** Who is at a door, once its key was checked. */
public sealed interface Caller {
    record OfAgency(AgencyId agency) implements Caller {}

    /**
     * Somebody who operates the hub.
     *
     * @param login the name in the audit; {@code operator} for whoever holds the operators' key
     */
    record Operator(String login) implements Caller {}
}
