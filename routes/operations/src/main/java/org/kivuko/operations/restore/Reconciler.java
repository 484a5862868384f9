package org.kivuko.operations.restore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.kivuko.exchange.Inbox;
import org.kivuko.exchange.Withdrawals;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/**
 * Holds a broker and a ledger against each other, of which one or both were restored. What the ledger has recorded stands: a batch
 * counts as released, so that a copy of its messages is a duplicate, and what its inboxes lack of it is written anew from the kept
 * originals. What the broker had released before and lies there no more was taken over. What the ledger does not know is never handed over.
 * Not thread-safe; no hub may be running.
 */
public final class Reconciler {
    private final LedgerMarks ledgerMarks;
    private final BrokerMarks brokerMarks;
    private final RestoreLedger ledger;
    private final RestoreBroker broker;
    private final Withdrawals withdrawals;

    public Reconciler(
            LedgerMarks ledgerMarks,
            BrokerMarks brokerMarks,
            RestoreLedger ledger,
            RestoreBroker broker,
            Withdrawals withdrawals) {
        this.ledgerMarks = ledgerMarks;
        this.brokerMarks = brokerMarks;
        this.ledger = ledger;
        this.broker = broker;
        this.withdrawals = withdrawals;
    }

    /**
     * Looks, and changes nothing.
     *
     * @param since what happened after it may be unknown; empty where only the ledger can say so
     */
    public Plan look(Optional<Instant> since) {
        Drift drift = Drift.of(ledgerMarks, brokerMarks);
        Map<String, Long> shown = brokerMarks.released();
        var released = drift.together() ? Map.<String, Long>of() : released(shown);
        var again = new HashSet<UUID>();
        var takenOver = new HashMap<Inbox, Set<UUID>>();
        var losses = new ArrayList<>(acceptedAndNowhere());
        Set<UUID> aside = broker.putAside();
        List<Inbox> inboxes = broker.inboxes();
        for (Inbox inbox : inboxes) {
            Set<UUID> lying = broker.lying(inbox);
            losses.addAll(unknown(inbox, lying));
            if (!drift.together()) {
                missing(inbox, lying, aside, shown, again, takenOver, losses);
            }
        }
        return new Plan(drift, earlier(since, ledger.last()), released, again, inboxes, takenOver, losses);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().isBefore(other.get()) ? one : other;
    }

    /** Whatever was recorded or shown as released counts as released: a copy of it that comes is a duplicate. */
    private Map<String, Long> released(Map<String, Long> shown) {
        var released = new TreeMap<>(shown);
        ledgerMarks.positions().forEach((outbox, known) -> released.merge(outbox, known.recorded(), Math::max));
        return released;
    }

    private List<Loss> acceptedAndNowhere() {
        List<MessageKey> accepted = ledger.accepted();
        if (accepted.isEmpty()) {
            return List.of();
        }
        Set<MessageKey> onTheWay = broker.onTheWay();
        return accepted.stream()
                .filter(key -> !onTheWay.contains(key))
                .map(key -> new Loss(Loss.Kind.ACCEPTED, key, Optional.empty(), Optional.empty()))
                .toList();
    }

    private List<Loss> unknown(Inbox inbox, Set<UUID> lying) {
        AgencyId recipient = inbox.agency();
        var unknown = new HashSet<>(lying);
        unknown.removeAll(withdrawals.lying(recipient, lying).keySet());
        if (unknown.isEmpty()) {
            return List.of();
        }
        var losses = new ArrayList<Loss>();
        broker.names(inbox, unknown)
                .forEach((delivery, key) ->
                        losses.add(new Loss(Loss.Kind.UNKNOWN, key, Optional.of(recipient), Optional.of(delivery))));
        return losses;
    }

    /** What the ledger believes to wait and is not there. */
    private void missing(
            Inbox inbox,
            Set<UUID> lying,
            Set<UUID> aside,
            Map<String, Long> shown,
            Set<UUID> again,
            Map<Inbox, Set<UUID>> takenOver,
            List<Loss> losses) {
        var missing = new HashSet<>(withdrawals.recorded(inbox));
        missing.removeAll(lying);
        missing.removeAll(aside);
        var gone = new HashSet<UUID>();
        ledger.origins(missing).forEach((item, origin) -> {
            boolean standsThere = lying.contains(origin.delivery()) || aside.contains(origin.delivery());
            if (origin.batch() > shown.getOrDefault(origin.outbox(), 0L)) {
                again.add(origin.delivery());
            } else if (!standsThere) {
                gone.add(item);
                losses.add(new Loss(
                        Loss.Kind.GONE, origin.key(), Optional.of(inbox.agency()), Optional.of(origin.delivery())));
            }
        });
        if (!gone.isEmpty()) {
            takenOver.put(inbox, Set.copyOf(gone));
        }
    }

    /** Does what was found to be done at the ledger, and then at the broker. */
    public RestoreLedger.Begun carryOut(Plan plan, Instant at) {
        RestoreLedger.Begun begun = ledger.carryOut(plan, at);
        Map<String, Long> shown = brokerMarks.released();
        plan.released().forEach((outbox, batch) -> {
            if (shown.getOrDefault(outbox, 0L) < batch) {
                brokerMarks.released(outbox, batch);
            }
        });
        return begun;
    }
}
