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
import org.kivuko.model.Consent;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageKey;

/**
 * What the ledger remembers of earlier rulings, for those to come. Each method is one question for a whole batch, and throws
 * {@link LedgerUnavailable} as those of {@link Ledger} do. Thread-safe.
 */
public interface Memory {
    /**
     * How many deliveries of this outbox crossed or were held under rules, each since an instant, in whichever version of
     * their agreements ({@link RuleName#lasting}).
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
     * Of these messages those that are versions of an alert, with what is known of the others of the same one.
     *
     * @return without those that are none, and those of which nobody knows when any version was sent
     */
    Map<MessageKey, Versions> versions(Collection<MessageKey> messages);

    /**
     * The versions of an alert: the first one, its updates and its cancels.
     *
     * @param alert the same for all of them
     * @param newest when that one was sent which was sent last
     */
    record Versions(long alert, Instant newest) {}

    /**
     * What originators have said to this agency about passing on what they sent ({@link ConsentsInOrder}).
     *
     * @return by message, in the order in which it was recorded; none for what nobody spoke of
     */
    Map<MessageKey, List<Consent>> consents(AgencyId agency, Collection<MessageKey> messages);

    /**
     * A message that was handed to an agency.
     *
     * @param mark by which it was found; empty where it is referred to
     * @param passing under what it was handed
     * @param handling under which it was handed
     * @param addressed everybody whom its sender addressed
     */
    record Handed(MessageKey key, Optional<String> mark, Passing passing, Handling handling, Set<AgencyId> addressed) {
        public Handed {
            addressed = Set.copyOf(addressed);
        }
    }
}
