package org.kivuko.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.Message;
import org.kivuko.model.MsgType;

/**
 * Until when the original of a message is kept for recipients that ask for it again, although nothing of it waits any more.
 * Pure functions.
 */
final class KeptFor {
    private KeptFor() {}

    /**
     * An alert, and an update or a correction of one, as long as it is in force; everything else for the given time, and never beyond its own
     * end. Neither longer than the last recipient may hold it.
     *
     * @param within zero where nobody may ask again
     * @return empty where it is not kept
     */
    static Optional<Instant> until(Message message, List<Delivery> deliveries, Instant at, Duration within) {
        if (within.isZero() || deliveries.stream().allMatch(each -> outcome(each) == Outcome.REFUSED)) {
            return Optional.empty();
        }
        Optional<Instant> expires = message.envelope().expires().map(OffsetDateTime::toInstant);
        Instant until = inForce(message) && expires.isPresent()
                ? expires.get()
                : earlier(at.plus(within), expires.orElse(Instant.MAX));
        Instant kept = retained(deliveries).map(last -> earlier(until, last)).orElse(until);
        return kept.isAfter(at) ? Optional.of(kept) : Optional.empty();
    }

    private static Outcome outcome(Delivery delivery) {
        return delivery.ruling().outcome();
    }

    private static boolean inForce(Message message) {
        return message.content()
                .alert()
                .filter(alert -> alert.msgType() == MsgType.ALERT || alert.msgType() == MsgType.UPDATE)
                .isPresent();
    }

    /** Until when the last of them may hold it; empty where one of them may for ever, or where that is not known yet. */
    private static Optional<Instant> retained(List<Delivery> deliveries) {
        Instant last = Instant.MIN;
        for (Delivery delivery : deliveries) {
            if (outcome(delivery) != Outcome.REFUSED) {
                Optional<Instant> until = delivery.ruling().obligations().retainUntil();
                if (until.isEmpty()) {
                    return Optional.empty();
                }
                last = until.get().isAfter(last) ? until.get() : last;
            }
        }
        return Optional.of(last);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
