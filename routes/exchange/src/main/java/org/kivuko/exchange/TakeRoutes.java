package org.kivuko.exchange;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** One consumer per outbox, each a route of its own, so that one agency can be paused without touching another. */
public final class TakeRoutes extends RouteBuilder {
    private final List<Outbox> outboxes;

    public TakeRoutes(List<Outbox> outboxes) {
        this.outboxes = List.copyOf(outboxes);
    }

    /** The name of the route that takes from an outbox. */
    public static String id(Outbox outbox) {
        return "take-" + outbox.queue();
    }

    @Override
    public void configure() {
        for (Outbox outbox : outboxes) {
            from("outbox:" + outbox.queue() + "?batchTo=" + ReleaseRoute.START)
                    .routeId(id(outbox))
                    .errorHandler(noErrorHandler())
                    .to(ExchangeRoute.START)
                    .id("pass-" + outbox.queue());
        }
    }
}
