package org.kivuko.hub;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.kivuko.connector.postgres.WatchBook;
import org.kivuko.exchange.ChangingRulebook;
import org.kivuko.hub.life.LivingRules;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.queues.QueueTable;
import org.kivuko.operations.watch.AgreementUse;
import org.kivuko.operations.watch.Landscape;
import org.kivuko.operations.watch.Posts;
import org.kivuko.operations.watch.Topology;

/**
 * What the running hub knows of crossings, agencies and traffic. Thread-safe.
 *
 * @param queues as they were seen last
 */
record HubLandscape(
        WatchBook book,
        Supplier<QueueTable> queues,
        ChangingRulebook rulebook,
        Topology.SuspendedFor suspended,
        InstantSource clock)
        implements Landscape {
    private static final Duration DAY = Duration.ofHours(24);

    @Override
    public List<Posts.Crossing> posts(Scope scope) {
        Instant now = clock.instant();
        return Posts.of(rulebook.last().directory(), book.posts(now.minus(DAY)), scope, now);
    }

    @Override
    public List<Topology.StateView> states(Scope scope) {
        return Topology.states(rulebook.last().directory(), queues.get().counts(), book.lastHeard(), scope);
    }

    @Override
    public List<Topology.PairView> pairs(Scope scope) {
        Instant now = clock.instant();
        return Topology.pairs(book.since(now.minus(DAY)), rulebook.last().inForce(now), suspended, scope);
    }

    /** The agreements with how often each was used within a day. */
    static List<AgreementUse.Row> uses(LivingRules rules, WatchBook book, InstantSource clock) {
        Map<String, Long> uses = book.uses(clock.instant().minus(DAY));
        return rules.living().all().stream()
                .map(living -> new AgreementUse.Row(
                        living.agreement(),
                        living.signed(),
                        uses.getOrDefault(living.agreement().id(), 0L)))
                .toList();
    }
}
