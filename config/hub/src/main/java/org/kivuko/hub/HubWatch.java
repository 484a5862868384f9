package org.kivuko.hub;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.kivuko.connector.http.HealthSource;
import org.kivuko.connector.postgres.WatchBook;
import org.kivuko.exchange.clock.TrustedClock;
import org.kivuko.exchange.limit.StandsStill;
import org.kivuko.hub.configuration.WatchSettings;
import org.kivuko.hub.life.EndWatch;
import org.kivuko.hub.life.LivingRules;
import org.kivuko.model.Directory;
import org.kivuko.operations.queues.QueueTable;
import org.kivuko.operations.watch.HeardOf;
import org.kivuko.operations.watch.PostTally;
import org.kivuko.operations.watch.WatchDesk;
import org.kivuko.operations.watch.Watching;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at everything that operators are to be told of, again and again. What is looked at stands in {@link HubGauges}; what is
 * made of it in {@code routes/operations}. One look after the other, on one thread.
 */
final class HubWatch {
    private static final Logger LOG = LoggerFactory.getLogger(HubWatch.class);
    /** A transaction of the ledger that is older has ended, one way or the other. */
    private static final long SETTLED_NANOS = Duration.ofSeconds(20).toNanos();

    private final WatchBook book;
    private final KeyFiles keys;
    private final LivingRules rules;
    private final TrustedClock clock;
    private final WatchDesk desk;
    private final Watching watching;
    private final PostTally posts;
    private final HeardOf heard = new HeardOf();
    private final Supplier<QueueTable> queues;
    private Instant last;
    private long candidate;
    private long candidateNanos = System.nanoTime();

    /**
     * Watches once it is told to.
     *
     * @param id of this hub among those that share its database
     * @param channels by which notices go at the moment
     * @param queues as they were seen last
     * @param pushes attempts in a row that failed, by agency
     */
    HubWatch(
            HubParts hub,
            UUID id,
            List<HealthSource> health,
            PostTally posts,
            Supplier<Set<String>> channels,
            Supplier<QueueTable> queues,
            Supplier<Map<String, Long>> pushes) {
        this.book = hub.ledger().watch();
        this.rules = hub.rules().living();
        this.clock = hub.clock();
        this.posts = posts;
        this.queues = queues;
        var certificates = new CertificateEnds(hub.options().config());
        keys = hub.keyFiles();
        desk = new WatchDesk(book.alerts(), book.thresholds(), () -> settings().thresholds(), hub.vault(), clock);
        var gauges = new HubGauges(
                queues,
                book,
                () -> rules.configuration().directory().agencies().stream()
                        .map(Directory.Agency::id)
                        .toList(),
                () -> ends(certificates),
                DiskSpace.of(hub.options().data()),
                () -> clock.look().isPresent(),
                health,
                pushes,
                () -> last);
        watching = new Watching(id, settings().every(), gauges.all(), book.alerts(), desk::thresholds, channels);
        last = clock.instant();
    }

    private WatchSettings settings() {
        return rules.configuration().settings().watch();
    }

    private Map<String, Long> ends(CertificateEnds certificates) {
        var left = new HashMap<>(EndWatch.daysLeft(rules, last));
        left.putAll(certificates.daysLeft(settings().certificates(), last));
        rules.configuration()
                .settings()
                .tls()
                .ifPresent(tls -> left.putAll(certificates.daysLeft(tls.certificates(), last)));
        left.putAll(keys.daysLeft(last));
        return left;
    }

    WatchDesk desk() {
        return desk;
    }

    /** Looks from now on, until it is closed. */
    Watch watch() {
        return new Watch(
                "operators-watch",
                settings().every().toMillis(),
                this::look,
                "what operators are told of cannot be watched");
    }

    private void look() {
        Instant at = now();
        count(at);
        watching.look(at).forEach(change -> LOG.debug("{}", change));
    }

    /** While the clock is doubted, the last instant at which it was not. */
    private Instant now() {
        try {
            last = clock.instant();
        } catch (StandsStill doubted) {
            LOG.debug("watched by an earlier instant: {}", doubted.getMessage());
        }
        return last;
    }

    private void count(Instant at) {
        PostTally.Counted counted = posts.take();
        try {
            book.keep(counted, at);
        } catch (RuntimeException away) {
            posts.putBack(counted);
            throw away;
        }
        if (System.nanoTime() - candidateNanos >= SETTLED_NANOS && book.count(candidate, at)) {
            candidate = book.newestRuling();
            candidateNanos = System.nanoTime();
        }
        book.heard(heard.look(queues.get().counts()), at);
    }
}
