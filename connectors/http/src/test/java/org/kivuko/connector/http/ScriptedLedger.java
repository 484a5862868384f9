package org.kivuko.connector.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** A ledger that answers what a test tells it, and notes in which order it was asked. */
final class ScriptedLedger implements Ledger {
    final List<String> steps = new CopyOnWriteArrayList<>();
    volatile Claimed claimed = new Claimed.Send(TestDoor.NOW);
    volatile Claimed claimedAgain;
    volatile boolean accepts = true;
    volatile boolean down;
    volatile Optional<MessageStatus> status = Optional.empty();
    final List<QuarantineRow> quarantined = new ArrayList<>();

    private void step(String step) {
        steps.add(step);
        if (down) {
            throw new LedgerUnavailable("refused by the test: canary-in-exception", null);
        }
    }

    @Override
    public Claimed claim(Claim claim) {
        boolean again = steps.contains("claim");
        step("claim");
        return again && claimedAgain != null ? claimedAgain : claimed;
    }

    @Override
    public boolean accept(MessageKey key, Digest digest) {
        step("accept");
        return accepts;
    }

    @Override
    public Optional<java.time.Instant> acceptedAt(MessageKey key, Digest digest) {
        return Optional.empty();
    }

    @Override
    public void sendFailed(MessageKey key, Digest digest) {
        step("sendFailed");
    }

    @Override
    public Map<MessageKey, ReferenceFact> references(
            Collection<MessageKey> keys, AgencyId caller, boolean centralContact) {
        return Map.of();
    }

    @Override
    public Optional<MessageStatus> status(MessageKey key) {
        step("status");
        return status.filter(found -> found.key().equals(key));
    }

    @Override
    public OutboxTerm begin(Outbox outbox, long marker) {
        throw new AssertionError("a door begins no term");
    }

    @Override
    public List<Recorded> record(OutboxTerm term, long batch, List<Entry> entries) {
        throw new AssertionError("a door records nothing");
    }

    @Override
    public void outboxesWereEmpty(Map<Outbox, Instant> since) {
        throw new AssertionError("a door reads no outbox");
    }

    @Override
    public String linkEpoch() {
        return "epoch";
    }

    @Override
    public Set<UUID> fetched(AgencyId recipient, Collection<UUID> deliveries, Instant at) {
        throw new AssertionError("the shelf does this");
    }

    @Override
    public boolean acknowledge(AgencyId recipient, UUID delivery, Instant at) {
        throw new AssertionError("the shelf does this");
    }

    @Override
    public void dryRun(String caller, Instant at, Header header, Map<AgencyId, Outcome> outcomes) {
        throw new AssertionError("the dry run does this");
    }

    @Override
    public List<RulingRow> lastRulings(int max) {
        return List.of();
    }

    @Override
    public List<QuarantineRow> quarantine(int max) {
        step("quarantine");
        return quarantined.stream().limit(max).toList();
    }

    @Override
    public Map<String, Long> counts() {
        step("counts");
        return Map.of("accepted", 7L);
    }

    @Override
    public boolean available() {
        return !down;
    }
}
