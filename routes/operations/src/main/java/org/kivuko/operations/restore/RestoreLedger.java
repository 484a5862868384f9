package org.kivuko.operations.restore;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;

/** The ledger's part after a restore. Thread-safe. */
public interface RestoreLedger {
    /** The last instant of which it knows; empty where no hub ever ran on it. */
    Optional<Instant> last();

    /** What senders were told is accepted, and what no batch has recorded. */
    List<MessageKey> accepted();

    /**
     * Where something in an inbox comes from.
     *
     * @param delivery itself, or the delivery in whose place the void stands
     * @param outbox from whose batch it came
     * @param batch the number of that
     */
    record Origin(UUID delivery, String outbox, long batch, MessageKey key) {}

    /** By the ids of deliveries and voids; without those that it does not know. */
    Map<UUID, Origin> origins(Collection<UUID> items);

    /**
     * A new epoch.
     *
     * @param no of what is recorded about it
     * @param epoch its name
     * @param before that of the one that ended
     */
    record Begun(long no, String epoch, String before) {}

    /**
     * Does all of it in one transaction, synced when this returns: outboxes, deliveries and messages as the plan says, a new epoch, the end
     * of every hub's term, and what may have been lost, by name. May be repeated until it is finished.
     */
    Begun carryOut(Plan plan, Instant at);

    /** The last number of a link in an epoch. */
    record LinkEnd(AgencyId sender, AgencyId recipient, Channel channel, Lane lane, long number) {}

    /** Those of all links in an epoch. */
    List<LinkEnd> ends(String epoch);

    /** Everybody was told. */
    void finish(Begun begun, Instant at);
}
