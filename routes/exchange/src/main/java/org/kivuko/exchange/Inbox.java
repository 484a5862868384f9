package org.kivuko.exchange;

import java.util.Arrays;
import java.util.List;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;

/** An agency's queue of deliveries, one per lane and channel: {@code agency.UGA.DCIC.inbox}. */
public record Inbox(AgencyId agency, Channel channel, Lane lane) {
    /** All of an agency. */
    public static List<Inbox> of(AgencyId agency) {
        return Arrays.stream(Channel.values())
                .flatMap(channel -> Arrays.stream(Lane.values()).map(lane -> new Inbox(agency, channel, lane)))
                .toList();
    }

    /** Name of the queue and of its address. */
    public String queue() {
        return channel.queuePrefix() + "agency." + agency + ".inbox" + lane.queueSuffix();
    }
}
