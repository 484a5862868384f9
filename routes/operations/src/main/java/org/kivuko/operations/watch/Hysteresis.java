package org.kivuko.operations.watch;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/**
 * When alerts start and end. One starts at its threshold and ends once the value has been at or below four fifths of it for
 * {@link #CALM} (where less is worse: at or above five quarters). What goes to and fro between the two marks, or falls below the
 * lower one for a moment, is one alert and not many. Pure functions: the caller hands in the instant, and keeps what comes out.
 */
public final class Hysteresis {
    /** How long a value has to be in bounds before its alert ends. */
    public static final Duration CALM = Duration.ofMinutes(1);

    /** An alert ends at this many hundredths of its threshold. */
    private static final long ENDS_AT_PERCENT = 80;

    private static final long HUNDRED = 100;

    private Hysteresis() {}

    /** What a look makes of an alert. */
    public sealed interface Change {
        Alert alert();

        /** It was in bounds, and is not any more: somebody has to be told. */
        record Started(Alert alert) implements Change {}

        /** It goes on with another value: nobody is told. */
        record Continued(Alert alert) implements Change {}

        /** It is in bounds again: who was told that it started is told so. */
        record Ended(Alert alert) implements Change {}
    }

    /**
     * What changes with a look.
     *
     * @param open every alert that has not ended; none twice for the same kind and target
     * @param hub who looks
     */
    public static List<Change> look(
            UUID hub, Collection<Alert> open, Readings readings, Thresholds thresholds, Instant at) {
        var changes = new ArrayList<Change>();
        var known = new HashSet<Thresholds.Key>();
        for (Alert alert : open) {
            known.add(key(alert.kind(), alert.target()));
            readings.of(alert.kind())
                    .flatMap(any -> goOn(
                            alert,
                            readings.of(alert.kind(), alert.target()),
                            thresholds.of(alert.kind(), alert.target()),
                            at))
                    .ifPresent(changes::add);
        }
        for (AlertKind kind : AlertKind.values()) {
            readings.of(kind).ifPresent(targets -> start(hub, kind, targets, thresholds, known, at, changes));
        }
        return changes;
    }

    private static Thresholds.Key key(AlertKind kind, String target) {
        return new Thresholds.Key(kind, Optional.of(target));
    }

    private static void start(
            UUID hub,
            AlertKind kind,
            Map<String, Long> targets,
            Thresholds thresholds,
            Set<Thresholds.Key> known,
            Instant at,
            List<Change> changes) {
        targets.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(target -> !known.contains(key(kind, target.getKey())))
                .forEach(target -> {
                    OptionalLong threshold = thresholds.of(kind, target.getKey());
                    if (threshold.isPresent() && reaches(kind, target.getValue(), threshold.getAsLong())) {
                        changes.add(new Change.Started(
                                started(hub, kind, target.getKey(), target.getValue(), threshold.getAsLong(), at)));
                    }
                });
    }

    private static Alert started(UUID hub, AlertKind kind, String target, long value, long threshold, Instant at) {
        // The same look of the same hub names it the same, also where its first try was not recorded.
        UUID id = UUID.nameUUIDFromBytes((hub + " " + kind + " " + target + " " + at).getBytes(StandardCharsets.UTF_8));
        return new Alert(
                id,
                kind,
                target,
                AlertSeverity.of(kind, value, threshold),
                value,
                threshold,
                at,
                Optional.empty(),
                Optional.empty());
    }

    /** @param reading empty where the target is gone, and with it what was wrong */
    private static Optional<Change> goOn(Alert alert, OptionalLong reading, OptionalLong threshold, Instant at) {
        long value = reading.orElse(alert.value());
        if (reading.isEmpty() || threshold.isEmpty()) {
            return Optional.of(new Change.Ended(alert.ended(value, at)));
        }
        if (!isCalm(alert.kind(), value, threshold.getAsLong())) {
            boolean reached = reaches(alert.kind(), value, threshold.getAsLong());
            var severity =
                    reached ? AlertSeverity.of(alert.kind(), value, threshold.getAsLong()) : AlertSeverity.ATTENTION;
            return changed(alert, alert.with(value, severity));
        }
        Instant calmSince = alert.calmSince().orElse(at);
        return calmSince.plus(CALM).isAfter(at)
                ? changed(alert, alert.calm(value, calmSince))
                : Optional.of(new Change.Ended(alert.ended(value, at)));
    }

    private static Optional<Change> changed(Alert before, Alert after) {
        return after.equals(before) ? Optional.empty() : Optional.of(new Change.Continued(after));
    }

    private static boolean reaches(AlertKind kind, long value, long threshold) {
        return kind.lessIsWorse() ? value <= threshold : value >= threshold;
    }

    private static boolean isCalm(AlertKind kind, long value, long threshold) {
        return kind.lessIsWorse()
                ? value * ENDS_AT_PERCENT >= threshold * HUNDRED
                : value * HUNDRED <= threshold * ENDS_AT_PERCENT;
    }
}
