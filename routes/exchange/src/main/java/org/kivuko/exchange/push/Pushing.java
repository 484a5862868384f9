package org.kivuko.exchange.push;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Shelf;
import org.kivuko.exchange.limit.StandsStill;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes to every agency that wants it. Each has a thread of its own while something is pushed to it, and at most three more: a slow
 * receiver holds up nobody else. What is not taken stays in its inbox, or with the receipts. Thread-safe.
 */
public final class Pushing implements Pushes, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Pushing.class);
    /** No call takes longer, so that none goes out under a lease that has ended when it arrives. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(20);

    private final Supplier<Map<AgencyId, Push>> pushes;
    private final PushGear gear;
    private final ExecutorService pool;
    private final Map<AgencyId, PushLine> lines = new ConcurrentHashMap<>();
    private final Set<AgencyId> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param pushes to whom is pushed at the moment */
    public Pushing(Shelf shelf, Supplier<Map<AgencyId, Push>> pushes, PushStop stop, InstantSource clock) {
        this.pushes = pushes;
        var number = new AtomicInteger();
        pool = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "push-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        gear = new PushGear(
                shelf,
                stop,
                clock,
                Shelf.LEASE.minus(LONGEST_CALL),
                () -> ThreadLocalRandom.current().nextDouble(),
                pool);
    }

    /** Begins to push wherever it may, and is not pushed yet; to be called again and again. Returns at once. */
    public void look() {
        Map<AgencyId, Push> now = pushes.get();
        lines.keySet().retainAll(now.keySet());
        now.keySet().forEach(agency -> {
            PushLine line = lines.computeIfAbsent(agency, each -> new PushLine(each, gear));
            if (!closed && running.add(agency)) {
                pool.execute(() -> run(agency, line));
            }
        });
    }

    private void run(AgencyId agency, PushLine line) {
        try {
            Optional<Push> push = push(agency);
            while (!closed && push.isPresent() && line.run(push.get())) {
                push = push(agency);
            }
        } catch (StandsStill | LedgerUnavailable | BrokerUnavailable later) {
            LOG.debug("pushing to {} waits: {}", agency, later.getMessage());
        } catch (RuntimeException failed) {
            LOG.warn("pushing to {} failed: {}", agency, failed.getClass().getName());
        } finally {
            running.remove(agency);
        }
    }

    @Override
    public boolean deliveries(AgencyId agency, Channel channel) {
        return push(agency)
                .filter(push -> channel == Channel.LIVE || push.exercise())
                .isPresent();
    }

    @Override
    public boolean receipts(AgencyId agency) {
        return push(agency).filter(Push::receipts).isPresent();
    }

    private Optional<Push> push(AgencyId agency) {
        return Optional.ofNullable(pushes.get().get(agency));
    }

    @Override
    public List<PushState> states() {
        return lines.values().stream()
                .map(PushLine::state)
                .sorted(Comparator.comparing(state -> state.agency().toString()))
                .toList();
    }

    /** Begins nothing more; what is on its way is cut off, and comes again after the next start. */
    @Override
    public void close() {
        closed = true;
        pool.shutdownNow();
    }
}
