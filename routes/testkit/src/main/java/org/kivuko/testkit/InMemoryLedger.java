package org.kivuko.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Agenda;
import org.kivuko.exchange.Claim;
import org.kivuko.exchange.Claimed;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Digest;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.Errand;
import org.kivuko.exchange.Header;
import org.kivuko.exchange.HeldRow;
import org.kivuko.exchange.KeptFigures;
import org.kivuko.exchange.LateRow;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.LedgerFault;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.Memory;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.Original;
import org.kivuko.exchange.Originals;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.QuarantineRow;
import org.kivuko.exchange.Recorded;
import org.kivuko.exchange.ReferenceFact;
import org.kivuko.exchange.RulingRow;
import org.kivuko.exchange.SealedContent;
import org.kivuko.exchange.TermEnded;
import org.kivuko.exchange.ThreadMessage;
import org.kivuko.exchange.Threads;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Consent;
import org.kivuko.model.MessageKey;
import org.kivuko.testkit.InMemoryBatch.MadeRuling;
import org.kivuko.testkit.InMemoryBatch.Message;

/**
 * A ledger for tests and for partners without a database: the same answers, nothing kept beyond the program. It can be made
 * unavailable. Thread-safe.
 */
public final class InMemoryLedger implements Ledger, Originals, Agenda, Memory, Threads {
    private static final Set<DeliveryState> GONE =
            Set.of(DeliveryState.ACKNOWLEDGED, DeliveryState.RETURNED, DeliveryState.RECALLED, DeliveryState.EXPIRED);

    private final InMemoryClaims claims;
    private final String linkEpoch = UUID.randomUUID().toString().replace("-", "");
    private final Map<MessageKey, Message> messages = new HashMap<>();
    private final Map<String, Long> epochs = new HashMap<>();
    private final Map<String, Long> markers = new HashMap<>();
    private final Map<String, Long> links = new HashMap<>();
    private final List<InMemoryBatch> batches = new ArrayList<>();
    private final InMemoryViews views = new InMemoryViews(messages, this::rulings);
    private final InMemoryAgenda agenda = new InMemoryAgenda(this::rulings, views::hidden);
    private long dryRuns;
    private boolean available = true;

    public InMemoryLedger(Clock clock) {
        claims = new InMemoryClaims(clock, messages);
    }

    /** From now on every call fails, or no longer fails, as if the database were away. */
    public synchronized void setAvailable(boolean available) {
        this.available = available;
    }

    private void requireAvailable() {
        if (!available) {
            throw new LedgerUnavailable("the ledger was made unavailable", null);
        }
    }

    static Instant kept(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }

    private Stream<InMemoryBatch> standing() {
        return batches.stream().filter(batch -> !batch.superseded);
    }

    private Stream<MadeRuling> rulings() {
        return standing().flatMap(batch -> batch.rulings.stream()).filter(MadeRuling::stands);
    }

    private List<MadeRuling> rulings(MessageKey key) {
        return rulings().filter(made -> made.key.equals(key)).toList();
    }

    @Override
    public synchronized Claimed claim(Claim claim) {
        requireAvailable();
        return claims.claim(claim);
    }

    @Override
    public synchronized boolean accept(MessageKey key, Digest digest) {
        requireAvailable();
        return claims.accept(key, digest);
    }

    @Override
    public synchronized Optional<Instant> acceptedAt(MessageKey key, Digest digest) {
        requireAvailable();
        return claims.acceptedAt(key, digest);
    }

    @Override
    public synchronized void sendFailed(MessageKey key, Digest digest) {
        requireAvailable();
        claims.sendFailed(key, digest);
    }

    @Override
    public synchronized void outboxesWereEmpty(Map<Outbox, Instant> since) {
        requireAvailable();
        messages.values().stream()
                .filter(held -> since.containsKey(held.outbox))
                .forEach(held -> forgetEnded(held.key));
        since.forEach(claims::forget);
    }

    @Override
    public synchronized Map<MessageKey, ReferenceFact> references(
            Collection<MessageKey> keys, AgencyId caller, boolean centralContact) {
        requireAvailable();
        return views.references(keys, caller, centralContact);
    }

    @Override
    public synchronized Optional<MessageStatus> status(MessageKey key) {
        requireAvailable();
        return Optional.ofNullable(messages.get(key))
                .filter(held -> held.accepted)
                .map(views::status);
    }

    @Override
    public synchronized OutboxTerm begin(Outbox outbox, long marker) {
        requireAvailable();
        if (markers.getOrDefault(outbox.queue(), 0L) > marker) {
            throw new LedgerFault("the commit marker of " + outbox.queue() + " went back to " + marker);
        }
        long recorded = standing()
                .filter(batch -> batch.outbox.equals(outbox))
                .mapToLong(batch -> batch.number)
                .max()
                .orElse(0);
        if (marker > Math.max(recorded, markers.getOrDefault(outbox.queue(), 0L))) {
            throw new LedgerFault("no batch " + marker + " of " + outbox.queue() + " was ever recorded");
        }
        markers.put(outbox.queue(), marker);
        long epoch = epochs.merge(outbox.queue(), 1L, Long::sum);
        standing()
                .filter(batch -> batch.outbox.equals(outbox) && batch.number > marker)
                .forEach(this::supersede);
        return new OutboxTerm(outbox, epoch, marker);
    }

    private void supersede(InMemoryBatch batch) {
        batch.superseded = true;
        batch.messages.stream().filter(held -> held.batch == batch).forEach(held -> {
            held.batch = null;
            held.content = Optional.empty();
        });
        for (MadeRuling made : batch.rulings) {
            made.linkNumber.ifPresent(number ->
                    links.merge(InMemoryRecording.link(batch.outbox, made.recipient()), number - 1, Math::min));
        }
    }

    @Override
    public synchronized List<Recorded> record(OutboxTerm term, long batch, List<Entry> entries) throws TermEnded {
        requireAvailable();
        if (batch <= term.lastBatch()) {
            throw new IllegalArgumentException("batch " + batch + " is not above " + term.lastBatch());
        }
        if (!Long.valueOf(term.epoch()).equals(epochs.get(term.outbox().queue()))) {
            throw new TermEnded(term);
        }
        var recorded = new InMemoryBatch(term.outbox(), batch);
        batches.add(recorded);
        var recording = new InMemoryRecording(recorded, messages, links, agenda);
        List<Recorded> answers = new ArrayList<>(recording.record(entries));
        recording.answered().forEach(answer -> rulings(answer.answered()).stream()
                .filter(made -> made.crosses() && made.recipient().equals(answer.answerer()))
                .forEach(made -> made.events.putIfAbsent(DeliveryState.ANSWERED, answer.at())));
        recording.answered().forEach(answer -> forgetEnded(answer.answered()));
        answerQuestionsAboutConsent(recorded);
        recording.repeated().forEach((place, held) -> answers.set(place, new Recorded.Duplicate(views.status(held))));
        return answers;
    }

    private void answerQuestionsAboutConsent(InMemoryBatch batch) {
        for (Message held : batch.messages) {
            boolean answers = held.header
                    .consent()
                    .map(Consent::act)
                    .filter(act -> act == Consent.Act.GRANT || act == Consent.Act.DENY)
                    .isPresent();
            if (answers) {
                threads().asked(held).forEach(made -> made.events.putIfAbsent(DeliveryState.ANSWERED, held.acceptedAt));
            }
        }
    }

    private InMemoryThreads threads() {
        return new InMemoryThreads(messages.values(), this::rulings, views::status, agenda::acknowledgement);
    }

    @Override
    public synchronized List<ThreadMessage> thread(MessageKey key, AgencyId caller, boolean centralContact) {
        requireAvailable();
        return threads().thread(key, caller, centralContact);
    }

    @Override
    public synchronized Map<MessageKey, List<Consent>> consents(AgencyId agency, Collection<MessageKey> messages) {
        requireAvailable();
        return threads().consents(agency, messages);
    }

    @Override
    public String linkEpoch() {
        return linkEpoch;
    }

    @Override
    public synchronized Set<UUID> fetched(AgencyId recipient, Collection<UUID> deliveries, Instant at) {
        requireAvailable();
        var wanted = new HashSet<>(deliveries);
        return rulings()
                .filter(made ->
                        made.crosses() && made.recipient().equals(recipient) && wanted.contains(made.delivery.id()))
                .peek(made -> made.events.putIfAbsent(DeliveryState.FETCHED, kept(at)))
                .filter(made -> Collections.disjoint(made.events.keySet(), GONE))
                .map(made -> made.delivery.id())
                .collect(Collectors.toSet());
    }

    @Override
    public synchronized boolean acknowledge(AgencyId recipient, UUID delivery, Instant at) {
        requireAvailable();
        Optional<MadeRuling> handed = rulings()
                .filter(made -> made.delivery.id().equals(delivery)
                        && made.recipient().equals(recipient)
                        && made.events.containsKey(DeliveryState.FETCHED))
                .findFirst();
        handed.ifPresent(made -> {
            made.events.putIfAbsent(DeliveryState.ACKNOWLEDGED, kept(at));
            forgetEnded(made.key);
        });
        return handed.isPresent();
    }

    /** Drops what was kept of a message, unless a delivery of it goes on. */
    private void forgetEnded(MessageKey key) {
        if (messages.containsKey(key) && rulings(key).stream().noneMatch(MadeRuling::goesOn)) {
            messages.get(key).content = Optional.empty();
        }
    }

    @Override
    public synchronized Map<UUID, Original> originals(Collection<UUID> deliveries) {
        requireAvailable();
        var wanted = new HashSet<>(deliveries);
        return rulings()
                .filter(made -> wanted.contains(made.delivery.id()))
                .filter(made -> messages.get(made.key).content.isPresent())
                .collect(Collectors.toMap(made -> made.delivery.id(), this::original));
    }

    private Original original(MadeRuling made) {
        Message held = messages.get(made.key);
        return new Original(
                made.delivery.id(),
                made.key,
                held.outbox.lane(),
                held.acceptedAt,
                made.recipient(),
                made.delivery.ruling().outcome(),
                made.delivery.shownToSender(),
                made.firstJudgedAt.isPresent(),
                held.content.orElseThrow());
    }

    @Override
    public synchronized Map<AgencyId, Map<String, Integer>> used(Outbox outbox, Map<String, Instant> since) {
        requireAvailable();
        return InMemoryMemory.used(
                standing()
                        .filter(batch -> batch.outbox.equals(outbox))
                        .flatMap(batch -> batch.rulings.stream())
                        .filter(made -> made.firstJudgedAt.isEmpty()),
                since);
    }

    @Override
    public synchronized List<Handed> handed(
            AgencyId agency, Collection<MessageKey> references, Collection<String> marks) {
        requireAvailable();
        List<Message> own = messages.values().stream()
                .filter(held -> held.key.source().equals(agency) && held.batch != null)
                .toList();
        return InMemoryMemory.handed(rulings().toList(), own, agency, references, marks);
    }

    @Override
    public synchronized Map<MessageKey, Versions> versions(Collection<MessageKey> asked) {
        requireAvailable();
        return InMemoryVersions.of(messages, asked);
    }

    @Override
    public synchronized Map<UUID, KeptFigures> figures(Collection<KeptFigures.About> abouts) {
        requireAvailable();
        return InMemoryMemory.figures(rulings(), abouts);
    }

    @Override
    public synchronized List<HeldRow> held(long after, int max) {
        requireAvailable();
        return agenda.held(after, max);
    }

    @Override
    public synchronized Optional<HeldRow> held(UUID delivery) {
        requireAvailable();
        return agenda.held(delivery);
    }

    @Override
    public synchronized boolean decide(UUID delivery, Errand.Kind kind, String by, SealedContent reason, Instant at) {
        requireAvailable();
        return agenda.decide(delivery, kind, by, at);
    }

    @Override
    public synchronized List<Due> due(Instant now, Duration patience, int max) {
        requireAvailable();
        return agenda.due(now, patience, max, made -> messages.get(made.key).outbox);
    }

    @Override
    public synchronized List<LateRow> late(int max) {
        requireAvailable();
        return agenda.late(max);
    }

    @Override
    public synchronized void dryRun(String caller, Instant at, Header header, Map<AgencyId, Outcome> outcomes) {
        requireAvailable();
        dryRuns++;
    }

    @Override
    public synchronized List<RulingRow> lastRulings(int max) {
        requireAvailable();
        return InMemoryBooks.lastRulings(rulings(), max);
    }

    @Override
    public synchronized List<QuarantineRow> quarantine(int max) {
        requireAvailable();
        return InMemoryBooks.quarantine(standing(), max);
    }

    @Override
    public synchronized Map<String, Long> counts() {
        requireAvailable();
        Map<String, Long> counts = InMemoryBooks.of(batches, messages.values(), dryRuns);
        counts.put("late", (long) agenda.late(Integer.MAX_VALUE).size());
        return counts;
    }

    @Override
    public synchronized boolean available() {
        return available;
    }
}
