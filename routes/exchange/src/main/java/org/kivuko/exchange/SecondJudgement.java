package org.kivuko.exchange;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.Message;
import org.kivuko.model.MessageKey;

/** Judges again what waits, from the original as its sender sent it. Thread-safe. */
@FunctionalInterface
public interface SecondJudgement {
    /**
     * Judges deliveries.
     *
     * @return without those whose original is not to be had: nobody can say that they may cross
     */
    Map<UUID, Rejudged> judge(Collection<UUID> deliveries, Agreements agreements, Instant at);

    /**
     * A message with its new ruling for one recipient.
     *
     * @param ends from when on it may not be handed over any more, as far as that is known
     */
    record Rejudged(
            Message message, Map<MessageKey, ReferenceFact> references, Ruling ruling, Optional<Instant> ends) {}
}
