package org.kivuko.agreement;

import java.time.Duration;
import java.time.Period;
import java.util.Map;
import java.util.Optional;
import org.kivuko.model.Urgency;

/**
 * What a recipient owes for what a permit lets cross.
 *
 * @param retention how long it may be kept: whole days and upward, from the instant of judging (UTC)
 * @param passing to whom it may be passed on
 * @param acknowledge until when it is to be acknowledged, by urgency, from the instant of judging
 * @param acknowledgeOtherwise the same for every urgency that {@code acknowledge} does not name, and for messages that
 *     have none
 */
public record Duties(
        Optional<Period> retention,
        Passing passing,
        Map<Urgency, Duration> acknowledge,
        Optional<Duration> acknowledgeOtherwise) {
    public static final Duties NONE = new Duties(Optional.empty(), Passing.PROHIBITED, Map.of(), Optional.empty());

    public Duties {
        acknowledge = Map.copyOf(acknowledge);
    }

    /** How long a recipient has to acknowledge a message of this urgency; empty where the permit asks for nothing. */
    public Optional<Duration> acknowledge(Optional<Urgency> urgency) {
        return urgency.map(acknowledge::get).or(() -> acknowledgeOtherwise);
    }
}
