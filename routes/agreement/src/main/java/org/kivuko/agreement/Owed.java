package org.kivuko.agreement;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.Alert;
import org.kivuko.model.Handling;
import org.kivuko.model.Urgency;

/** What a recipient owes under all permits that fit: in each respect the strictest. Pure functions. */
final class Owed {
    private Owed() {}

    static Obligations under(List<CompiledRule> permits, Matter matter, Handling handling, Instant at) {
        var urgency = matter.message().alert().flatMap(Alert::urgency);
        var passing = permits.get(0).rule().duties().passing();
        var acknowledgeBy = Optional.<Instant>empty();
        var retainUntil = Optional.<Instant>empty();
        for (CompiledRule permit : permits) {
            var duties = permit.rule().duties();
            passing = passing.and(duties.passing());
            acknowledgeBy = earlier(acknowledgeBy, acknowledgeBy(duties, urgency, at));
            retainUntil = earlier(retainUntil, retainUntil(duties.retention(), at));
        }
        return new Obligations(handling, passing, acknowledgeBy, retainUntil);
    }

    private static Optional<Instant> acknowledgeBy(Duties duties, Optional<Urgency> urgency, Instant at) {
        Optional<Duration> within = duties.acknowledge(urgency);
        return within.isEmpty() ? Optional.empty() : Optional.of(at.plus(within.get()));
    }

    /** Months and years are those of the calendar in UTC. */
    private static Optional<Instant> retainUntil(Optional<Period> retention, Instant at) {
        return retention.isEmpty()
                ? Optional.empty()
                : Optional.of(at.atOffset(ZoneOffset.UTC).plus(retention.get()).toInstant());
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        return one.get().isAfter(other.get()) ? other : one;
    }

    /**
     * The highest of the message's own code, the least that its thread demands, the defaults of the permits and the lowest
     * that its type may travel under: it can be raised and never lowered.
     */
    static Handling handling(Matter matter, Conditions conditions) {
        var handling =
                highest(matter.message().envelope().handling(), matter.facts().threadHandling());
        if (matter.alertType().isPresent()) {
            handling = highest(handling, matter.alertType().get().minHandling());
        }
        var least = conditions.leastHandling();
        return least.isPresent() ? highest(handling, least.get()) : handling;
    }

    private static Handling highest(Handling one, Handling other) {
        return other.compareTo(one) > 0 ? other : one;
    }
}
