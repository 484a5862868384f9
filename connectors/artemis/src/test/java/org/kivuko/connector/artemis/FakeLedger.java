package org.kivuko.connector.artemis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Claim;
import org.kivuko.exchange.Claimed;
import org.kivuko.exchange.Digest;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.Header;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.QuarantineRow;
import org.kivuko.exchange.Recorded;
import org.kivuko.exchange.ReferenceFact;
import org.kivuko.exchange.RulingRow;
import org.kivuko.exchange.TermEnded;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** Terms, batches and hand-over in memory; nothing else. */
final class FakeLedger implements Ledger {
    private final Map<Outbox, OutboxTerm> terms = new HashMap<>();
    private final TreeMap<Long, Set<MessageKey>> recorded = new TreeMap<>();
    private final List<Instant> emptyNotices = new ArrayList<>();
    private final Map<AgencyId, Set<UUID>> handed = new HashMap<>();
    private final Set<UUID> acknowledged = new HashSet<>();
    private final AtomicInteger beginning = new AtomicInteger();
    /** How many terms were being begun at one moment, at most. */
    final AtomicInteger mostAtOnce = new AtomicInteger();
    /** How long it takes to begin a term. */
    volatile long beginMillis;

    private boolean down;
    private int begins;
    private int emptyCalls;

    synchronized void down(boolean now) {
        down = now;
    }

    synchronized int begins() {
        return begins;
    }

    synchronized int emptyCalls() {
        return emptyCalls;
    }

    synchronized List<Instant> emptyNotices() {
        return List.copyOf(emptyNotices);
    }

    synchronized boolean isHanded(AgencyId recipient, UUID delivery) {
        return handed.getOrDefault(recipient, Set.of()).contains(delivery);
    }

    synchronized Set<UUID> handed(AgencyId recipient) {
        return Set.copyOf(handed.getOrDefault(recipient, Set.of()));
    }

    synchronized boolean isAcknowledged(UUID delivery) {
        return acknowledged.contains(delivery);
    }

    /** Records keys under a batch; the answer says which of them are new. */
    synchronized Set<MessageKey> record(OutboxTerm term, long batch, Collection<MessageKey> keys) throws TermEnded {
        check();
        if (!term.equals(terms.get(term.outbox()))) {
            throw new TermEnded(term);
        }
        var fresh = new HashSet<MessageKey>();
        for (MessageKey key : keys) {
            if (recorded.values().stream().noneMatch(set -> set.contains(key)) && fresh.add(key)) {
                recorded.computeIfAbsent(batch, number -> new HashSet<>()).add(key);
            }
        }
        return fresh;
    }

    @Override
    public OutboxTerm begin(Outbox outbox, long marker) {
        mostAtOnce.accumulateAndGet(beginning.incrementAndGet(), Math::max);
        try {
            TimeUnit.MILLISECONDS.sleep(beginMillis);
            return beginAlone(outbox, marker);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            beginning.decrementAndGet();
        }
    }

    private synchronized OutboxTerm beginAlone(Outbox outbox, long marker) {
        check();
        begins++;
        recorded.tailMap(marker, false).clear();
        long epoch = terms.containsKey(outbox) ? terms.get(outbox).epoch() + 1 : 1;
        var term = new OutboxTerm(outbox, epoch, marker);
        terms.put(outbox, term);
        return term;
    }

    @Override
    public synchronized void outboxesWereEmpty(Map<Outbox, Instant> since) {
        check();
        emptyCalls++;
        emptyNotices.addAll(since.values());
    }

    @Override
    public synchronized Set<UUID> fetched(AgencyId recipient, Collection<UUID> deliveries, Instant at) {
        check();
        var open = new HashSet<>(deliveries);
        open.removeAll(acknowledged);
        handed.computeIfAbsent(recipient, agency -> new HashSet<>()).addAll(open);
        return open;
    }

    @Override
    public synchronized boolean acknowledge(AgencyId recipient, UUID delivery, Instant at) {
        check();
        boolean known = handed.getOrDefault(recipient, Set.of()).contains(delivery);
        if (known) {
            acknowledged.add(delivery);
        }
        return known;
    }

    private void check() {
        if (down) {
            throw new LedgerUnavailable("switched off by the test", null);
        }
    }

    @Override
    public Claimed claim(Claim claim) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean accept(MessageKey key, Digest digest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Instant> acceptedAt(MessageKey key, Digest digest) {
        return Optional.empty();
    }

    @Override
    public void sendFailed(MessageKey key, Digest digest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<MessageKey, ReferenceFact> references(
            Collection<MessageKey> keys, AgencyId caller, boolean centralContact) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<MessageStatus> status(MessageKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Recorded> record(OutboxTerm term, long batch, List<Entry> entries) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String linkEpoch() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void dryRun(String caller, Instant at, Header header, Map<AgencyId, Outcome> outcomes) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<RulingRow> lastRulings(int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<QuarantineRow> quarantine(int max) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Long> counts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean available() {
        return !down;
    }
}
