package org.kivuko.exchange;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.agreement.Passing;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageKey;

/**
 * What the ledger remembers of earlier rulings, for those to come. Each method is one question for a whole batch, and throws
 * {@link LedgerUnavailable} as those of {@link Ledger} do. Thread-safe.
 */
public interface Memory {
    /**
     * How many deliveries of this outbox crossed or were held under rules, each since an instant.
     *
     * @param since by rule, as {@code KEN-UGA.osbp@3/K-U-1}
     * @return by recipient and rule; what is absent was not used
     */
    Map<AgencyId, Map<String, Integer>> used(Outbox outbox, Map<String, Instant> since);

    /**
     * What an agency was handed by others.
     *
     * @param references messages that it refers to
     * @param marks of what it sends ({@link SubjectMarks}); not counted are those of which it had sent something itself
     *     before it was handed them
     */
    List<Handed> handed(AgencyId agency, Collection<MessageKey> references, Collection<String> marks);

    /**
     * Figures that recipients were given before about the same people.
     *
     * @return by delivery, oldest first
     */
    Map<UUID, KeptFigures> figures(Collection<KeptFigures.About> abouts);

    /**
     * To whom originators have consented that what they sent is passed on by this agency.
     *
     * @return by message; none for what nobody consented to
     */
    default Map<MessageKey, Consents> consents(AgencyId agency, Collection<MessageKey> messages) {
        return Map.of();
    }

    /**
     * A message that was handed to an agency.
     *
     * @param mark by which it was found; empty where it is referred to
     * @param passing under what it was handed
     * @param handling under which it was handed
     * @param addressed everybody whom its sender addressed
     */
    record Handed(
            MessageKey key, Optional<String> mark, Passing passing, Handling handling, Set<AgencyId> addressed) {
        public Handed {
            addressed = Set.copyOf(addressed);
        }
    }

    /**
     * Consents of an originator.
     *
     * @param onward states and agencies
     * @param evidence the same for purpose {@code evidence}
     */
    record Consents(Set<String> onward, Set<String> evidence) {
        public static final Consents NONE = new Consents(Set.of(), Set.of());

        public Consents {
            onward = Set.copyOf(onward);
            evidence = Set.copyOf(evidence);
        }
    }
}
