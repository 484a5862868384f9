package org.kivuko.exchange;

import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/** An agency's queue towards the hub, one per lane and channel: {@code agency.KEN.DIS.outbox.urgent}. */
public record Outbox(AgencyId agency, Channel channel, Lane lane) {
    /** Name of the queue and of its address. */
    public String queue() {
        return channel.queuePrefix() + "agency." + agency + ".outbox" + lane.queueSuffix();
    }
}
