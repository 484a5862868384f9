package org.kivuko.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.kivuko.exchange.Admission;
import org.kivuko.exchange.Again;
import org.kivuko.exchange.Arrival;
import org.kivuko.exchange.Batch;
import org.kivuko.exchange.DeliveryWriter;
import org.kivuko.exchange.Digests;
import org.kivuko.exchange.Door;
import org.kivuko.exchange.ExchangeRoute;
import org.kivuko.exchange.FactsCollector;
import org.kivuko.exchange.Gate;
import org.kivuko.exchange.Judging;
import org.kivuko.exchange.OpenEmergencies;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.Parcel;
import org.kivuko.exchange.Passage;
import org.kivuko.exchange.Projector;
import org.kivuko.exchange.Reader;
import org.kivuko.exchange.ReceiptWriter;
import org.kivuko.exchange.Recorder;
import org.kivuko.exchange.RegisterDesk;
import org.kivuko.exchange.ReleaseRoute;
import org.kivuko.exchange.Releaser;
import org.kivuko.exchange.Rulebook;
import org.kivuko.exchange.Stations;
import org.kivuko.exchange.Vault;
import org.kivuko.exchange.limit.QuotaPlan;
import org.kivuko.exchange.limit.Quotas;
import org.kivuko.exchange.limit.Room;
import org.kivuko.exchange.limit.Standstill;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageJson;

/** The two routes, from an arrival to the parcels that leave, without a broker. */
abstract class RoutesTest extends CamelTestSupport {
    static final Outbox BULK = new Outbox(SmallWorld.KEN_DIS, Channel.LIVE, Lane.BULK);

    final TestClock clock = new TestClock(Instant.parse("2026-11-01T08:01:00Z"));
    final InMemoryLedger ledger = new InMemoryLedger(clock);
    final Quotas quotas = new Quotas(QuotaPlan.NONE);
    final Standstill standstill = new Standstill();
    final Room room = Room.of(quotas);
    final List<Parcel> left = new ArrayList<>();
    Rulebook rulebook = SmallWorld::agreements;
    private final Map<Outbox, OutboxTerm> terms = new HashMap<>();
    private long batch;

    @Override
    protected RoutesBuilder[] createRouteBuilders() {
        Rulebook now = () -> rulebook.agreements();
        var digests = new Digests(new byte[32]);
        var admission = new Admission(now, ledger, digests);
        var projector = new Projector(new DeliveryWriter(ledger, clock), new ReceiptWriter());
        var vault = new Vault(new byte[32]);
        var facts = new FactsCollector(ledger, digests, RegisterDesk.closed(), vault, OpenEmergencies.NONE);
        return new RoutesBuilder[] {
            new ExchangeRoute(new Stations(new Reader(), admission, now, quotas, standstill, clock)),
            new ReleaseRoute(
                    new Judging(now, facts, new Again(ledger, vault, admission, now), room, clock),
                    new Recorder(ledger, vault, clock),
                    projector,
                    new Releaser())
        };
    }

    static Arrival arrival(Outbox outbox, Door door, String body, List<Passage> pending) {
        return new Arrival(
                outbox, body.getBytes(StandardCharsets.UTF_8), "", door, List.of(), false, key -> pending.stream()
                        .anyMatch(passage -> passage.key().filter(key::equals).isPresent()));
    }

    Passage pass(Arrival arrival) {
        return template.requestBody(ExchangeRoute.START, arrival, Passage.class);
    }

    void release(Passage... passages) {
        release(BULK, passages);
    }

    void release(Outbox outbox, Passage... passages) {
        batch++;
        OutboxTerm term = terms.computeIfAbsent(outbox, first -> ledger.begin(first, 0));
        template.sendBody(
                ReleaseRoute.START,
                new Batch(term, batch, List.of(passages), left::add, new Gate().begin(() -> false)));
    }

    void exchange(String body) {
        exchange(BULK, body);
    }

    void exchange(Outbox outbox, String body) {
        release(outbox, pass(arrival(outbox, Door.BROKER, body, List.of())));
    }

    List<JsonNode> in(String queue) {
        return left.stream()
                .filter(parcel -> parcel.queue().equals(queue))
                .map(parcel -> MessageJson.tree(parcel.body()))
                .toList();
    }
}
