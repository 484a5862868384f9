package org.kivuko.exchange.push;

import org.kivuko.model.AgencyId;

/** Whether pushing to an agency has stopped, kept beyond the end of the hub. Thread-safe. */
public interface PushStop {
    /** Whether nothing is to be pushed to it, until an operator says otherwise. */
    boolean stopped(AgencyId agency);

    /**
     * Stops it, until an operator says otherwise.
     *
     * @param why in a few words, without anything of a message
     */
    void stop(AgencyId agency, String why);
}
