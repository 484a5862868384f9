package org.kivuko.connector.artemis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.Outbox;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Directory;
import org.kivuko.model.Lane;

/** The queues of the contract. */
final class QueueNames {
    static final String DEAD = "hub.dead";
    static final String EXPIRED = "hub.expired";
    static final String COMMITS = "hub.commits";
    static final List<String> OF_THE_HUB = List.of(COMMITS, DEAD, EXPIRED, "hub.held", "hub.quarantine");

    /** How the names of queues of receipts end. */
    static final String RECEIPTS = ".receipts";

    private static final Pattern BOX =
            Pattern.compile("(exercise\\.)?agency\\.([A-Z0-9.]+)\\.(outbox|inbox)(\\.urgent)?");

    private static final Pattern OF_AN_AGENCY =
            Pattern.compile("(?:exercise\\.)?agency\\.([A-Z0-9]+\\.[A-Z0-9]+)\\..*");

    private QueueNames() {}

    /** Every queue that the hub needs for these agencies. */
    static List<String> all(Directory directory) {
        var names = new ArrayList<String>(OF_THE_HUB);
        for (Directory.Agency agency : directory.agencies()) {
            names.addAll(of(agency.id()));
        }
        names.sort(null);
        return names;
    }

    /** Every queue of one agency. */
    static List<String> of(AgencyId agency) {
        var names = new ArrayList<String>();
        for (Channel channel : Channel.values()) {
            for (Lane lane : Lane.values()) {
                names.add(new Outbox(agency, channel, lane).queue());
                names.add(new Inbox(agency, channel, lane).queue());
            }
            names.add(receipts(agency, channel));
        }
        return names;
    }

    /** The receipts of an agency. */
    static String receipts(AgencyId agency, Channel channel) {
        return channel.queuePrefix() + "agency." + agency + RECEIPTS;
    }

    /** The outbox of this name; empty where it is another queue. */
    static Optional<Outbox> outbox(String queue) {
        return box(queue, "outbox", Outbox::new);
    }

    /** The inbox of this name; empty where it is another queue. */
    static Optional<Inbox> inbox(String queue) {
        return box(queue, "inbox", Inbox::new);
    }

    /** The agency whose queue this is; empty where it is the hub's. */
    static Optional<AgencyId> agency(String queue) {
        var match = OF_AN_AGENCY.matcher(queue);
        return match.matches() ? AgencyId.parse(match.group(1)) : Optional.empty();
    }

    private interface Box<T> {
        T of(AgencyId agency, Channel channel, Lane lane);
    }

    private static <T> Optional<T> box(String queue, String kind, Box<T> box) {
        var match = BOX.matcher(queue);
        if (!match.matches() || !match.group(3).equals(kind)) {
            return Optional.empty();
        }
        Channel channel = match.group(1) == null ? Channel.LIVE : Channel.EXERCISE;
        Lane lane = match.group(4) == null ? Lane.BULK : Lane.URGENT;
        return AgencyId.parse(match.group(2)).map(agency -> box.of(agency, channel, lane));
    }
}
