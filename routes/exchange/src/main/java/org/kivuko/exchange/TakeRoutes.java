package org.kivuko.exchange;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;

/** One consumer per outbox, each a route of its own, so that one agency can be paused without touching another. */
public final class TakeRoutes extends RouteBuilder {
    private final List<Outbox> outboxes;

    public TakeRoutes(List<Outbox> outboxes) {
        this.outboxes = List.copyOf(outboxes);
    }

    @Override
    public void configure() {
        for (Outbox outbox : outboxes) {
            from("outbox:" + outbox.queue() + "?batchTo=" + ReleaseRoute.START)
                    .routeId("take-" + outbox.queue())
                    .errorHandler(noErrorHandler())
                    .to(ExchangeRoute.START)
                    .id("pass-" + outbox.queue());
        }
    }
}
