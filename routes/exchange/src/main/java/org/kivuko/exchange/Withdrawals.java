package org.kivuko.exchange;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.model.AgencyId;

/**
 * The ledger's part in withdrawing what waits. Every method is one transaction that is synced to disk when it returns, and
 * may be repeated; all throw {@link LedgerUnavailable} as those of {@link Ledger} do. Thread-safe.
 */
public interface Withdrawals {
    /**
     * What is known of items in an inbox of this recipient.
     *
     * @return without those that the ledger does not know
     */
    Map<UUID, Lying> lying(AgencyId recipient, Collection<UUID> items);

    /**
     * The place of a delivery, or of the void that stands for it, in its link: within one inbox the sender names the link.
     */
    record Place(AgencyId sender, LinkNumber link) {}

    /**
     * Where items of an inbox of this recipient stand in their links.
     *
     * @return without those that the ledger does not know
     */
    Map<UUID, Place> places(AgencyId recipient, Collection<UUID> items);

    /**
     * What waits in an inbox as far as the ledger knows.
     *
     * @param released deliveries and voids
     * @param uncertain how many deliveries more it recorded last of some outbox: nobody knows yet whether they were released
     */
    record Believed(Set<UUID> released, int uncertain) {
        public Believed {
            released = Set.copyOf(released);
        }
    }

    /** Everything that the ledger has recorded for an inbox and that has not ended, released or not. */
    Set<UUID> recorded(Inbox inbox);

    /** What the ledger believes to wait in an inbox: every one of them is read. */
    Believed waiting(Inbox inbox);

    /**
     * How many the ledger believes to wait for each agency in all its inboxes, voids and what may never have been released
     * included: never fewer than {@link #waiting} names, and at no cost that grows with them. Without those for whom nothing waits.
     */
    Map<AgencyId, Long> waiting();

    /** Notes that the recipient has taken these over, although nobody could say so before. */
    void takenOver(AgencyId recipient, Collection<UUID> items, Instant at);

    /**
     * Records what a round made of deliveries, before the broker follows: those that go, and those that cross otherwise than
     * before, whose new ruling takes the place of the old one under the same id and number.
     *
     * @return the void of each withdrawn delivery; the first one's where it was withdrawn before. Without those that their
     *     recipient has taken over meanwhile
     */
    Map<UUID, Lying.VoidPlace> record(Collection<Withdrawal> withdrawn, Collection<Delivery> rewritten, Instant at);

    /**
     * Notes that deliveries are to be withdrawn when their inbox goes round next, and that it has to. What its recipient has
     * taken over by then is left to it.
     *
     * @return the inboxes in which they wait; none for what was taken over or withdrawn before
     */
    Set<Inbox> ask(Collection<Withdrawal> withdrawals, Instant at);

    /** The deliveries of one sender to one recipient that share their numbers. */
    record Link(AgencyId sender, Inbox inbox) {}

    /** The last number given in a link in each of its epochs, oldest first; empty where there is no such link. */
    List<LinkNumber> lastNumbers(Link link);

    /**
     * What becomes of the numbers that a recipient asked for again.
     *
     * @param again how many it had taken over, and gets once more
     * @param waiting how many wait for it anyhow
     * @param gone of which the hub has nothing any more, or which the recipient may not hold any more
     */
    record Asked(int again, int waiting, List<Long> gone) {
        public Asked {
            gone = List.copyOf(gone);
        }
    }

    /** Notes that the recipient wants these numbers of a link again, and that its inbox has to go round. */
    Asked askAgain(Link link, String epoch, long from, long to, Instant at);

    /**
     * Something that its recipient asked for again and that was not put back yet.
     *
     * @param recalled whether its sender has taken it back
     * @param acknowledgeBy as it was handed over first
     * @param retainUntil likewise
     */
    record Wanted(
            UUID delivery,
            Place place,
            boolean recalled,
            Optional<Instant> acknowledgeBy,
            Optional<Instant> retainUntil) {}

    /** What is to be put back into an inbox when it goes round next. */
    List<Wanted> wanted(Inbox inbox);

    /** Notes that these lie in their inbox again: from here on what is not there was taken over. */
    void placed(Collection<UUID> deliveries, Instant at);

    /**
     * What waits of messages that their senders have taken back, their corrections included, and was not asked for before. A
     * recall of which nothing waits or is held any more is noted as done, and looked at no more.
     */
    List<Withdrawal> recalled(Instant at);

    /** Recalls and how far they have come, newest first. */
    List<RecallRow> recalls(int max);

    /** Corrections and how far they have come, newest first. */
    List<CorrectionRow> corrections(int max);

    /**
     * An inbox, as it was judged last.
     *
     * @param judgedUnder fingerprint of the rules under which everything in it was judged; empty where it has to go round
     * @param turning whether a round is under way
     */
    record Judged(Inbox inbox, String judgedUnder, boolean turning) {}

    /** Every inbox of which something was noted. */
    List<Judged> judged();

    /** Notes that these inboxes go round, or that they are judged under these rules. */
    void note(Collection<Judged> judged);
}
