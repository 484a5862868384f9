package org.kivuko.hub;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.artemis.OutboxComponent;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.exchange.DeliveryWriter;
import org.kivuko.exchange.ExchangeRoute;
import org.kivuko.exchange.Gate;
import org.kivuko.exchange.Judging;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.Projector;
import org.kivuko.exchange.ReceiptWriter;
import org.kivuko.exchange.Recorder;
import org.kivuko.exchange.ReleaseRoute;
import org.kivuko.exchange.Releaser;
import org.kivuko.exchange.Stations;
import org.kivuko.exchange.TakeRoutes;
import org.kivuko.hub.safety.RouteCheck;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Directory;
import org.kivuko.model.Lane;
import org.kivuko.operations.safety.SafetyRule;
import org.kivuko.operations.safety.UnsafeSettings;

/** The routes of a running hub, one consumer per outbox. */
final class HubRoutes implements AutoCloseable {
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Clock clock;

    HubRoutes(EmbeddedBroker broker, PostgresLedger ledger, Gate gate, Clock clock) {
        this.clock = clock;
        camel.addComponent("outbox", new OutboxComponent(broker, ledger, gate, clock));
        camel.getShutdownStrategy().setTimeUnit(TimeUnit.SECONDS);
        camel.getShutdownStrategy().setTimeout(STOP_WITHIN.toSeconds());
        // What it would log of exchanges that were cut off could hold content.
        camel.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
    }

    /** Starts the routes; to be called once, and closed even where it fails. */
    void start(
            Stations stations,
            Judging judging,
            Recorder recorder,
            PostgresLedger ledger,
            Directory directory,
            Collection<AgencyId> leaving) {
        var projector = new Projector(new DeliveryWriter(ledger, clock), new ReceiptWriter());
        try {
            camel.addRoutes(new ExchangeRoute(stations));
            camel.addRoutes(new ReleaseRoute(judging, recorder, projector, new Releaser()));
            var outboxes = new ArrayList<>(outboxes(directory));
            leaving.forEach(agency -> outboxes.addAll(outboxes(agency)));
            camel.addRoutes(new TakeRoutes(outboxes));
            UnsafeSettings.refuse(SafetyRule.faults(RouteCheck.rules(), RouteCheck.facts(camel)));
            camel.start();
        } catch (UnsafeSettings e) {
            throw e;
        } catch (Exception e) {
            // Camel's own signature; what it throws here says which route it could not start.
            throw new StartRefused("the routes do not start: " + e.getMessage(), e);
        }
    }

    /** Adds consumers for the outboxes of those who have joined. */
    void take(Directory directory) {
        try {
            camel.addRoutes(new TakeRoutes(outboxes(directory).stream()
                    .filter(outbox -> camel.getRoute(TakeRoutes.id(outbox)) == null)
                    .toList()));
        } catch (Exception e) {
            throw new StartRefused("the routes of who joins do not start: " + e.getMessage(), e);
        }
    }

    /** Takes away the consumers of an agency that has left. */
    void leave(AgencyId agency) {
        try {
            for (Outbox outbox : outboxes(agency)) {
                if (camel.getRoute(TakeRoutes.id(outbox)) != null) {
                    camel.getRouteController().stopRoute(TakeRoutes.id(outbox));
                    camel.removeRoute(TakeRoutes.id(outbox));
                }
            }
        } catch (Exception e) {
            throw new StartRefused("the routes of " + agency + " do not stop: " + e.getMessage(), e);
        }
    }

    private static List<Outbox> outboxes(Directory directory) {
        return directory.agencies().stream()
                .flatMap(agency -> outboxes(agency.id()).stream())
                .toList();
    }

    private static List<Outbox> outboxes(AgencyId agency) {
        var outboxes = new ArrayList<Outbox>();
        for (Channel channel : Channel.values()) {
            for (Lane lane : Lane.values()) {
                outboxes.add(new Outbox(agency, channel, lane));
            }
        }
        return outboxes;
    }

    @Override
    public void close() {
        camel.stop();
    }
}
