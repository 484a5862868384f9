package org.kivuko.operations.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at everything that is watched: measures, judges ({@link Hysteresis}) and keeps. What was open is read from the book at
 * each look, so that a hub that starts goes on where another stopped. Not thread-safe.
 */
public final class Watching {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

    /** A hub that misses so many looks does not look any more. */
    private static final int LOOKS = 4;

    private static final Duration LEAST = Duration.ofMinutes(5);

    private final UUID hub;
    private final Duration within;
    private final Map<AlertKind, Gauge> gauges;
    private final AlertBook book;
    private final Supplier<Thresholds> thresholds;
    private final Supplier<Set<String>> channels;

    /**
     * A watch of one hub.
     *
     * @param hub the same across its restarts
     * @param every how long between two looks
     * @param channels by which notices go at the moment
     */
    public Watching(
            UUID hub,
            Duration every,
            Map<AlertKind, Gauge> gauges,
            AlertBook book,
            Supplier<Thresholds> thresholds,
            Supplier<Set<String>> channels) {
        this.hub = hub;
        Duration patience = every.multipliedBy(LOOKS);
        this.within = patience.compareTo(LEAST) < 0 ? LEAST : patience;
        this.gauges = new EnumMap<>(gauges);
        this.book = book;
        this.thresholds = thresholds;
        this.channels = channels;
    }

    /**
     * Looks once.
     *
     * @return what has changed
     */
    public List<Hysteresis.Change> look(Instant at) {
        AlertBook.Open open = book.open(hub, within);
        var changes = new ArrayList<Hysteresis.Change>();
        Hysteresis.look(hub, open.own(), measured(), thresholds.get(), at).stream()
                .filter(change -> !isJudgedElsewhere(change, open.others()))
                .forEach(changes::add);
        open.left().forEach(alert -> changes.add(new Hysteresis.Change.Ended(alert.ended(alert.value(), at))));
        if (!changes.isEmpty()) {
            book.keep(hub, changes, channels.get(), at);
        }
        return changes;
    }

    private static boolean isJudgedElsewhere(Hysteresis.Change change, List<Alert> others) {
        Alert alert = change.alert();
        return change instanceof Hysteresis.Change.Started
                && others.stream()
                        .anyMatch(other ->
                                other.kind() == alert.kind() && other.target().equals(alert.target()));
    }

    private Readings measured() {
        var values = new EnumMap<AlertKind, Map<String, Long>>(AlertKind.class);
        gauges.forEach((kind, gauge) -> {
            try {
                values.put(kind, gauge.read());
            } catch (RuntimeException unknown) {
                // Alerts of this kind stay as they are until it can be measured again.
                LOG.debug(
                        "{} cannot be measured now: {}",
                        kind,
                        unknown.getClass().getName());
            }
        });
        return Readings.of(values);
    }
}
