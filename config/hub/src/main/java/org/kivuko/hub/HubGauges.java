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
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.kivuko.connector.http.HealthSource;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.queues.QueueState;
import org.kivuko.operations.queues.QueueTable;
import org.kivuko.operations.watch.AlertKind;
import org.kivuko.operations.watch.Gauge;
import org.kivuko.operations.watch.Refusals;
import org.kivuko.operations.watch.Traffic;

/**
 * What operators are told of, measured: one gauge for each kind of alert, in its unit.
 *
 * @param queues as they were seen last
 * @param agencies those that there are
 * @param ends whole days until each agreement, key and certificate ends
 * @param doubted whether the clock is
 * @param pushes attempts in a row that failed, by the agency to which is pushed
 * @param now the instant of the look
 */
record HubGauges(
        Supplier<QueueTable> queues,
        Traffic traffic,
        Supplier<List<AgencyId>> agencies,
        Supplier<Map<String, Long>> ends,
        DiskSpace disk,
        BooleanSupplier doubted,
        List<HealthSource> health,
        Supplier<Map<String, Long>> pushes,
        Supplier<Instant> now) {
    private static final Duration RATE_OVER = Duration.ofHours(1);
    private static final String CLOCK = "clock";
    private static final String DISK = "data";
    private static final long HUNDRED = 100;

    Map<AlertKind, Gauge> all() {
        var gauges = new EnumMap<AlertKind, Gauge>(AlertKind.class);
        gauges.put(AlertKind.DEPTH, () -> ofQueues(QueueState::messages));
        // An empty queue has none that is old.
        gauges.put(AlertKind.OLDEST, () -> ofQueues(row -> row.oldestSeconds().orElse(0)));
        gauges.put(AlertKind.SILENCE, this::silence);
        gauges.put(
                AlertKind.REFUSALS,
                () -> Refusals.percent(traffic.sent(now.get().minus(RATE_OVER))));
        gauges.put(AlertKind.HELD, traffic::held);
        gauges.put(AlertKind.PUSH, pushes::get);
        gauges.put(AlertKind.EXPIRY, ends::get);
        gauges.put(AlertKind.DISK, this::freePercent);
        gauges.put(AlertKind.CLOCK, () -> Map.of(CLOCK, doubted.getAsBoolean() ? 1L : 0L));
        gauges.put(AlertKind.HEALTH, this::down);
        return gauges;
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
        Map<String, Instant> heard = traffic.lastHeard();
        agencies.get().forEach(agency -> Optional.ofNullable(heard.get(agency.toString()))
                .ifPresent(at -> silence.put(
                        agency.toString(), Duration.between(at, now.get()).toSeconds())));
        return silence;
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
