package org.kivuko.operations.watch;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look at everything that is watched: measures, judges ({@link Hysteresis}) and keeps. What was open is read from the book at
 * each look, so that a hub that starts goes on where another stopped. Not thread-safe.
 */
public final class Watching {
    private static final Logger LOG = LoggerFactory.getLogger(Watching.class);

    private final Map<AlertKind, Gauge> gauges;
    private final AlertBook book;
    private final Supplier<Thresholds> thresholds;
    private final Supplier<Set<String>> channels;

    /** @param channels by which notices go at the moment */
    public Watching(
            Map<AlertKind, Gauge> gauges,
            AlertBook book,
            Supplier<Thresholds> thresholds,
            Supplier<Set<String>> channels) {
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
        List<Hysteresis.Change> changes = Hysteresis.look(book.open(), measured(), thresholds.get(), at);
        if (!changes.isEmpty()) {
            book.keep(changes, channels.get(), at);
        }
        return changes;
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
