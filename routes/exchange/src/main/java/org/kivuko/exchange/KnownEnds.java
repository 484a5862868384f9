package org.kivuko.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.Message;
import org.kivuko.model.MessageType;

/**
 * Until when what crosses may be handed over, as far as that is known while it is released: the end that its sender gave it,
 * or the first instant at which the agreements would not let it cross as it does, whichever comes first. The broker is told,
 * so that it hands over nothing late although no hub runs. Pure functions.
 */
final class KnownEnds {
    /** What is over already is given to the broker all the same, which has to take it out. */
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private KnownEnds() {}

    /** Empty where no end is known, and for what is never taken from its recipient. */
    static Optional<Instant> of(
            Agreements agreements, Admission.Admitted admitted, Ruling ruling, Instant at, Facts facts) {
        Message message = admitted.message();
        if (!ruling.outcome().crosses() || message.envelope().type() == MessageType.RECALL) {
            return Optional.empty();
        }
        Optional<Instant> expires = message.envelope().expires().map(OffsetDateTime::toInstant);
        return Following.judgedAnew(message)
                .flatMap(content -> agreements.knownEnd(content, ruling.recipient(), at, facts, expires))
                .or(() -> expires);
    }

    /** What is left at an instant until an end, as a {@link Parcel} says it: zero for no end. */
    static Duration timeToLive(Optional<Instant> ends, Instant now) {
        return ends.map(end -> Duration.between(now, end))
                .map(left -> left.compareTo(SHORTEST) < 0 ? SHORTEST : left)
                .orElse(Duration.ZERO);
    }
}
