package org.kivuko.testkit.junit;

import java.util.concurrent.atomic.AtomicReference;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.MessageJson;

/** What waits for one agency. What a test takes is taken over and does not come again. Not thread-safe. */
public final class InboxView {
    private final Kivuko hub;
    private final AgencyId agency;
    private final Channel channel;

    private InboxView(Kivuko hub, AgencyId agency, Channel channel) {
        this.hub = hub;
        this.agency = agency;
        this.channel = channel;
    }

    static InboxView live(Kivuko hub, AgencyId agency) {
        return new InboxView(hub, agency, Channel.LIVE);
    }

    static InboxView exercise(Kivuko hub, AgencyId agency) {
        return new InboxView(hub, agency, Channel.EXERCISE);
    }

    /** The next delivery, urgent ones first; waits for it. It has to be asserted. */
    public Delivery next() {
        hub.run().looked(this + ".next()", agency);
        var found = new AtomicReference<Shelf.Item>();
        if (!hub.run().comes(() -> lease(found))) {
            throw new AssertionError("nothing came to " + agency + channelWords() + " within " + hub.patienceInWords()
                    + "." + new NearestMatch(hub, hub.run()).toDelivery(agency));
        }
        Shelf.Item item = found.get();
        hub.hub().shelf().acknowledge(agency, item.delivery());
        var delivery = new Delivery(hub, agency, MessageJson.tree(item.body()));
        hub.run().took(delivery);
        return delivery;
    }

    /** That nothing waits, once everything that was posted has been judged. */
    public void isEmpty() {
        hub.run().looked(this + ".isEmpty()", agency);
        hub.run().comes(hub.hub()::quiet);
        var found = new AtomicReference<Shelf.Item>();
        if (lease(found)) {
            hub.hub().shelf().acknowledge(agency, found.get().delivery());
            var delivery =
                    new Delivery(hub, agency, MessageJson.tree(found.get().body()));
            throw new AssertionError(
                    "nothing should wait for " + agency + channelWords() + ", but " + delivery + " does");
        }
    }

    private boolean lease(AtomicReference<Shelf.Item> found) {
        return hub.run().lease(found, shelf -> shelf.leaseInbox(agency, channel, 1));
    }

    private String channelWords() {
        return channel == Channel.LIVE ? "" : " in exercises";
    }

    @Override
    public String toString() {
        return (channel == Channel.LIVE ? "inbox(\"" : "exerciseInbox(\"") + agency + "\")";
    }
}
