package org.kivuko.exchange;

import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/** An agency's queue of deliveries, one per lane and channel: {@code agency.UGA.DCIC.inbox}. */
public record Inbox(AgencyId agency, Channel channel, Lane lane) {
    /** Name of the queue and of its address. */
    public String queue() {
        return channel.queuePrefix() + "agency." + agency + ".inbox" + lane.queueSuffix();
    }
}
