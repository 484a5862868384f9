package org.kivuko.exchange;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/**
 * The evidence: what was accepted, how it was judged, what was released. Holds no personal data. Appended and superseded,
 * never edited. Thread-safe; every method is one transaction that is synced to disk when it returns.
 *
 * <p>Every method throws {@link LedgerUnavailable} where the database cannot be reached or refuses to answer in time;
 * nothing has then been recorded, or it is not known whether it was.
 */
public interface Ledger {

    // --- the doors

    /** Claims a key for a message that is about to be sent to its outbox. */
    Claimed claim(Claim claim);

    /**
     * Marks a claim accepted, once the broker has synced the message.
     *
     * @return whether the key holds this digest; false where a message of other content took the key meanwhile
     */
    boolean accept(MessageKey key, Digest digest);

    /** Since when this content has been accepted under this key; empty where it has not, by whichever door. */
    Optional<Instant> acceptedAt(MessageKey key, Digest digest);

    /** Notes that the send of an open claim failed or is not known to have succeeded. */
    void sendFailed(MessageKey key, Digest digest);

    /**
     * What is known of messages that {@code caller} sent or was handed, or, where it is the central contact of its state,
     * that any agency of that state sent. What the caller may not know of is absent. Open claims of the caller count.
     */
    Map<MessageKey, ReferenceFact> references(Collection<MessageKey> keys, AgencyId caller, boolean centralContact);

    /** How a message stands; empty where the key is not taken by an accepted message. */
    Optional<MessageStatus> status(MessageKey key);

    // --- the route

    /**
     * Begins the term of a new consumer: ends the terms of all others and supersedes every row of this outbox with a batch
     * number above the marker, with its link numbers: the broker never released it.
     *
     * @param marker number of the last batch that the broker committed for this outbox, 0 for none
     * @throws LedgerFault where an earlier marker was higher, or no batch of this number was ever recorded: broker and ledger do
     *     not belong together
     */
    OutboxTerm begin(Outbox outbox, long marker);

    /**
     * Records copies of one batch. May be called several times for the same batch.
     *
     * @param batch its number, above {@link OutboxTerm#lastBatch}
     * @return one answer per entry, in their order
     * @throws TermEnded where another consumer has begun; nothing was recorded
     */
    List<Recorded> record(OutboxTerm term, long batch, List<Entry> entries) throws TermEnded;

    /**
     * These outboxes were read to their end, each at an instant: claims whose send had failed before it, and those that were
     * made more than a minute before it and are still open, fall.
     */
    void outboxesWereEmpty(Map<Outbox, Instant> since);

    /** The same of one. */
    default void outboxWasEmpty(Outbox outbox, Instant since) {
        outboxesWereEmpty(Map.of(outbox, since));
    }

    /** The ledger's own name, which changes only when it was restored: {@code linkepoch} of deliveries. */
    String linkEpoch();

    // --- the inboxes

    /**
     * Notes deliveries as handed over to their recipient.
     *
     * @return those of them that are still to be handed over; the others were acknowledged before, or are no deliveries of
     *     this recipient
     */
    Set<UUID> fetched(AgencyId recipient, Collection<UUID> deliveries, Instant at);

    /**
     * Notes that the recipient has taken a delivery over.
     *
     * @return false where it was never handed to this recipient; true, also when repeated
     */
    boolean acknowledge(AgencyId recipient, UUID delivery, Instant at);

    /**
     * The same for many, each at its instant.
     *
     * @return those that were handed to this recipient
     */
    default Set<UUID> acknowledge(AgencyId recipient, Map<UUID, Instant> deliveries) {
        return deliveries.entrySet().stream()
                .filter(each -> acknowledge(recipient, each.getKey(), each.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    // --- evidence

    /** A dry run: who asked, when, for what, and what came out; no content. */
    void dryRun(String caller, Instant at, Header header, Map<AgencyId, Outcome> outcomes);

    /** The newest rulings, newest first, without personal data. */
    List<RulingRow> lastRulings(int max);

    /** The newest quarantined copies, newest first. */
    List<QuarantineRow> quarantine(int max);

    /**
     * The books: how often each thing happened, for metrics, the start page and the balance. {@code accepted duplicate
     * conflict quarantined turned} are the copies received from outboxes; {@code released reduced held refused} the rulings;
     * {@code queued fetched acknowledged answered} the deliveries that ever came so far; then {@code claims_open},
     * {@code batches}, {@code batches_superseded}, {@code dry_runs}, and {@code late}: acknowledgements that are late now.
     */
    Map<String, Long> counts();

    /** Whether the database answers now. */
    boolean available();
}
