package org.kivuko.exchange;

import org.apache.camel.builder.RouteBuilder;

/**
 * The stations that each copy passes alone: read, admit, address.
 *
 * <p>The route says in which order things happen; what they mean is in {@link Stations}, which knows no Camel. Runs on the
 * thread of the outbox, in its transaction; an exception goes back to the consumer, which takes the batch again.
 */
public final class ExchangeRoute extends RouteBuilder {
    public static final String ID = "exchange";

    /** Takes an {@link Arrival}, answers a {@link Passage}. */
    public static final String START = "direct:exchange";

    private final Stations stations;

    public ExchangeRoute(Stations stations) {
        this.stations = stations;
    }

    @Override
    public void configure() {
        from(START)
                .routeId(ID)
                .errorHandler(noErrorHandler())
                .bean(stations, "read")
                .id("read")
                .bean(stations, "admit")
                .id("admit")
                .bean(stations, "address")
                .id("address");
    }
}
