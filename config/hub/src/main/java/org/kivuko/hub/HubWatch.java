package org.kivuko.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.kivuko.connector.http.HealthSource;
import org.kivuko.connector.postgres.WatchBook;
import org.kivuko.exchange.clock.TrustedClock;
import org.kivuko.exchange.limit.StandsStill;
import org.kivuko.hub.configuration.WatchSettings;
import org.kivuko.hub.life.EndWatch;
import org.kivuko.hub.life.LivingRules;
import org.kivuko.operations.queues.QueueState;
import org.kivuko.operations.queues.QueueTable;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.Gauge;
import org.kivuko.operations.watch.HeardOf;
import org.kivuko.operations.watch.PostTally;
import org.kivuko.operations.watch.Refusals;
import org.kivuko.operations.watch.WatchDesk;
import org.kivuko.operations.watch.Watching;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at everything that operators are to be told of, again and again. What is looked at stands here; what is made of it
 * in {@code routes/operations}. One look after the other, on one thread.
 */
final class HubWatch {
    private static final Logger LOG = LoggerFactory.getLogger(HubWatch.class);
    /** A transaction of the ledger that is older has ended, one way or the other. */
    private static final long SETTLED_NANOS = Duration.ofSeconds(20).toNanos();

    private static final Duration RATE_OVER = Duration.ofHours(1);
    private static final String CLOCK = "clock";
    private static final String DISK = "data";
    private static final long HUNDRED = 100;

    private final WatchBook book;
    private final LivingRules rules;
    private final TrustedClock clock;
    private final List<HealthSource> health;
    private final DiskSpace disk;
    private final WatchDesk desk;
    private final Watching watching;
    private final PostTally posts;
    private final HeardOf heard = new HeardOf();
    private final CertificateEnds certificates;
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
     */
    HubWatch(
            HubParts hub,
            UUID id,
            List<HealthSource> health,
            PostTally posts,
            Supplier<Set<String>> channels,
            Supplier<QueueTable> queues) {
        this.book = hub.ledger().watch();
        this.rules = hub.rules().living();
        this.clock = hub.clock();
        this.health = health;
        this.posts = posts;
        this.queues = queues;
        this.disk = DiskSpace.of(hub.options().data());
        this.certificates = new CertificateEnds(hub.options().config());
        desk = new WatchDesk(book.alerts(), book.thresholds(), () -> settings().thresholds(), hub.vault(), clock);
        watching = new Watching(id, settings().every(), gauges(), book.alerts(), desk::thresholds, channels);
        last = clock.instant();
    }

    private WatchSettings settings() {
        return rules.configuration().settings().watch();
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

    private Map<AlertKind, Gauge> gauges() {
        var gauges = new EnumMap<AlertKind, Gauge>(AlertKind.class);
        gauges.put(AlertKind.DEPTH, this::depths);
        gauges.put(AlertKind.OLDEST, this::ages);
        gauges.put(AlertKind.SILENCE, this::silence);
        gauges.put(AlertKind.REFUSALS, () -> Refusals.percent(book.sent(last.minus(RATE_OVER))));
        gauges.put(AlertKind.HELD, book::held);
        gauges.put(AlertKind.EXPIRY, this::ends);
        gauges.put(AlertKind.DISK, this::freePercent);
        gauges.put(AlertKind.CLOCK, () -> Map.of(CLOCK, clock.look().isPresent() ? 1L : 0L));
        gauges.put(AlertKind.HEALTH, this::down);
        return gauges;
    }

    private Map<String, Long> depths() {
        return ofQueues(QueueState::messages);
    }

    /** For how many seconds the oldest message has lain in each queue; an empty one has none that is old. */
    private Map<String, Long> ages() {
        return ofQueues(row -> row.oldestSeconds().orElse(0));
    }

    private Map<String, Long> ofQueues(ToLongFunction<QueueState> value) {
        var values = new HashMap<String, Long>();
        queues.get().rows().stream()
                .filter(row -> row.name().holdsMessages())
                .forEach(row -> values.put(row.name().queue(), value.applyAsLong(row)));
        return values;
    }

    /** Of agencies of which nothing was ever heard, nobody can say for how long they have been silent. */
    private Map<String, Long> silence() {
        var silence = new HashMap<String, Long>();
        Map<String, Instant> heardAt = book.lastHeard();
        rules.configuration().directory().agencies().forEach(agency -> Optional.ofNullable(
                        heardAt.get(agency.id().toString()))
                .ifPresent(at -> silence.put(
                        agency.id().toString(), Duration.between(at, last).toSeconds())));
        return silence;
    }

    private Map<String, Long> ends() {
        var left = new HashMap<>(EndWatch.daysLeft(rules, last));
        left.putAll(certificates.daysLeft(settings().certificates(), last));
        return left;
    }

    private Map<String, Long> freePercent() {
        try {
            return Map.of(DISK, disk.free() * HUNDRED / Math.max(1, disk.total()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, Long> down() {
        var down = new HashMap<String, Long>();
        health.stream()
                .filter(source -> !source.name().equals(CLOCK))
                .forEach(source -> down.put(source.name(), source.ask().up() ? 0L : 1L));
        return down;
    }
}
