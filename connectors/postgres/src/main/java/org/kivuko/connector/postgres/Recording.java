package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.Digest;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.Recorded;
import org.kivuko.exchange.TermEnded;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.MsgType;

/**
 * One recording: copies of one batch in one transaction, with a number of statements that does not depend on how many they
 * are. Used once, by one thread.
 */
final class Recording {
    private static final Set<MsgType> CHANGES = EnumSet.of(MsgType.UPDATE, MsgType.CANCEL);

    private final Handle handle;
    private final OutboxTerm term;
    private final long number;
    private final long batch;
    private final MessageRows messages;
    private final RulingRows rulings;
    private final ErrandRows errands;

    /** Which entry takes its key by this recording, in the order of the outbox. */
    private final Map<MessageKey, Taken> taken = new LinkedHashMap<>();

    /** The content that holds a key after this recording. */
    private final Map<MessageKey, Digest> holders = new HashMap<>();

    /** What this recording decides about: of several errands about one held ruling the first. */
    private final IdentityHashMap<Entry.Decided, ErrandRows.Held> decided = new IdentityHashMap<>();

    private final List<RulingRows.Row> made = new ArrayList<>();
    private final List<CopyRows.Copy> copies = new ArrayList<>();
    private final Set<MessageKey> repeated = new LinkedHashSet<>();

    private Recording(Handle handle, OutboxTerm term, long number, long batch) {
        this.handle = handle;
        this.term = term;
        this.number = number;
        this.batch = batch;
        this.messages = new MessageRows(handle, term.outbox(), batch);
        this.rulings = new RulingRows(handle, term.outbox(), batch);
        this.errands = new ErrandRows(handle, batch);
    }

    static List<Recorded> record(Handle handle, OutboxTerm term, long number, List<Entry> entries, Instant now)
            throws TermEnded {
        if (number <= term.lastBatch()) {
            throw new IllegalArgumentException("batch " + number + " is not above " + term.lastBatch());
        }
        long batch = Terms.nextBatch(handle, term).orElseThrow(() -> new TermEnded(term));
        return new Recording(handle, term, number, batch).record(entries, now);
    }

    private List<Recorded> record(List<Entry> entries, Instant now) {
        take(entries);
        List<Taken> recalls = RecallRows.among(taken.values());
        RecallRows.close(handle, recalls, now);
        Contents.keepNoLonger(
                handle,
                recalls.stream()
                        .flatMap(recall -> recall.entry().header().references().stream())
                        .toList(),
                now);
        decide(entries, now);
        var noticed = new HashMap<>(errands.remind(reminders(entries), now));
        made.addAll(rows(entries));
        Followups.noteQuestions(handle, taken.values());
        Map<UUID, Long> numbers = rulings.number(made);
        List<Optional<Recorded>> answers = answers(entries, noticed, numbers);
        write(numbers, now);
        Contents.keepWithCorrected(handle, corrections());
        FigureRows.insert(handle, made);
        Answers.note(handle, taken.values());
        Followups.note(handle, taken.values());
        RecallRows.requireUnchanged(handle, recalls);
        CopyRows.insert(handle, batch, copies);
        if (changesAlerts()) {
            VersionRows.requireNewest(handle, batch, made);
        }
        return withStatuses(entries, answers);
    }

    /** What an officer releases may be a version, too. */
    private boolean changesAlerts() {
        return !decided.isEmpty()
                || taken.values().stream()
                        .flatMap(each -> each.entry().header().msgType().stream())
                        .anyMatch(CHANGES::contains);
    }

    private List<Taken> corrections() {
        return taken.values().stream()
                .filter(each -> each.entry().header().type() == MessageType.CORRECTION)
                .toList();
    }

    /** What every batch writes, in one round trip; the rest of a recording asks the database only where there is something to ask. */
    private void write(Map<UUID, Long> numbers, Instant now) {
        var trip = new OneTrip();
        rulings.insert(trip, made, numbers);
        Contents.insert(trip, taken.values());
        MemoryRows.insert(trip, taken.values(), made);
        BatchRows.insert(trip, term, number, batch, Books.of(made, taken.size(), decided.size(), copies), now);
        trip.go(handle);
    }

    /** One per entry; empty for a duplicate, whose status is read when everything is in place. */
    private List<Optional<Recorded>> answers(
            List<Entry> entries, Map<Long, Recorded.Noticed> noticed, Map<UUID, Long> numbers) {
        var seen = new LinkedHashSet<MessageKey>();
        var answers = new ArrayList<Optional<Recorded>>(entries.size());
        for (Entry entry : entries) {
            if (entry instanceof Entry.Judged judged) {
                answers.add(answer(judged, seen.add(judged.key()), numbers));
            } else if (entry instanceof Entry.Decided decision) {
                answers.add(Optional.of(answer(decision, numbers)));
            } else if (entry instanceof Entry.Reminder reminder) {
                answers.add(Optional.of(Optional.<Recorded>ofNullable(
                                noticed.remove(reminder.errand().no()))
                        .orElseGet(Recorded.Stale::new)));
            } else if (entry instanceof Entry.Turned turned) {
                copies.add(CopyRows.Copy.of(turned));
                answers.add(Optional.of(new Recorded.Noted()));
            }
        }
        return answers;
    }

    private void decide(List<Entry> entries, Instant now) {
        List<Entry.Decided> wanted = entries.stream()
                .filter(Entry.Decided.class::isInstance)
                .map(Entry.Decided.class::cast)
                .toList();
        Map<Long, ErrandRows.Held> held = errands.lockHeld(
                wanted.stream().map(decision -> decision.errand().no()).toList());
        var rulingsSeen = new HashSet<Long>();
        for (Entry.Decided decision : wanted) {
            ErrandRows.Held ruling = held.get(decision.errand().no());
            if (ruling != null && rulingsSeen.add(ruling.ruling())) {
                decided.put(decision, ruling);
            }
        }
        errands.supersede(decided.values(), now);
    }

    private static List<Long> reminders(List<Entry> entries) {
        return entries.stream()
                .filter(Entry.Reminder.class::isInstance)
                .map(entry -> ((Entry.Reminder) entry).errand().no())
                .toList();
    }

    /** The rulings of this recording in the order in which they leave. */
    @SuppressWarnings("ReferenceEquality") // of two equal copies in one batch only the one that took the key is meant
    private List<RulingRows.Row> rows(List<Entry> entries) {
        var rows = new ArrayList<RulingRows.Row>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Judged judged
                    && taken.containsKey(judged.key())
                    && taken.get(judged.key()).entry() == judged) {
                long message = taken.get(judged.key()).no();
                judged.deliveries()
                        .forEach(delivery ->
                                rows.add(new RulingRows.Row(message, judged.at(), Optional.empty(), delivery)));
            } else if (entry instanceof Entry.Decided decision && decided.containsKey(decision)) {
                ErrandRows.Held held = decided.get(decision);
                rows.add(new RulingRows.Row(
                        held.message(), decision.at(), Optional.of(held.judgedAt()), decision.delivery()));
            }
        }
        return rows;
    }

    private Recorded answer(Entry.Decided decision, Map<UUID, Long> numbers) {
        if (!decided.containsKey(decision)) {
            return new Recorded.Stale();
        }
        Long number = numbers.get(decision.delivery().id());
        return new Recorded.Decided(number == null ? OptionalLong.empty() : OptionalLong.of(number));
    }

    /** Takes every key that is new or may be taken up, and learns what stands under the others. */
    private void take(List<Entry> entries) {
        var firsts = new LinkedHashMap<MessageKey, Entry.Judged>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Judged judged) {
                firsts.putIfAbsent(judged.key(), judged);
            }
        }
        var fresh = new HashMap<>(messages.insert(firsts.values()));
        var standing = new HashMap<>(messages.lock(firsts.keySet(), fresh.keySet()));
        while (fresh.size() + standing.size() < firsts.size()) {
            // A claim in the way fell between the two statements.
            fresh.putAll(messages.insert(firsts.values().stream()
                    .filter(entry -> !fresh.containsKey(entry.key()) && !standing.containsKey(entry.key()))
                    .toList()));
            standing.putAll(messages.lock(firsts.keySet(), fresh.keySet()));
        }
        var takenUp = new ArrayList<Taken>();
        firsts.forEach((key, entry) -> {
            holders.put(key, entry.digest());
            if (fresh.containsKey(key)) {
                taken.put(key, new Taken(entry, fresh.get(key), Columns.kept(entry.at())));
            } else {
                standing.get(key)
                        .takenBy(entry)
                        .ifPresentOrElse(
                                row -> {
                                    taken.put(key, row);
                                    takenUp.add(row);
                                },
                                () -> holders.put(key, standing.get(key).digest()));
            }
        });
        messages.update(takenUp);
    }

    /** Empty for a duplicate: its status is read when everything is in place. */
    private Optional<Recorded> answer(Entry.Judged entry, boolean first, Map<UUID, Long> numbers) {
        MessageKey key = entry.key();
        if (first && taken.containsKey(key)) {
            var ofMessage = new HashMap<AgencyId, Long>();
            for (Delivery delivery : entry.deliveries()) {
                if (numbers.containsKey(delivery.id())) {
                    ofMessage.put(delivery.ruling().recipient(), numbers.get(delivery.id()));
                }
            }
            return Optional.of(new Recorded.Fresh(taken.get(key).acceptedAt(), ofMessage));
        }
        boolean duplicate = holders.get(key).equals(entry.digest());
        copies.add(CopyRows.Copy.of(entry, duplicate));
        if (duplicate) {
            repeated.add(key);
            return Optional.empty();
        }
        return Optional.of(new Recorded.Conflict());
    }

    private List<Recorded> withStatuses(List<Entry> entries, List<Optional<Recorded>> answers) {
        Map<MessageKey, MessageStatus> statuses = Statuses.of(handle, repeated);
        var complete = new ArrayList<Recorded>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            complete.add(
                    answers.get(i).orElseGet(() -> new Recorded.Duplicate(statuses.get(((Entry.Judged) entry).key()))));
        }
        return complete;
    }
}
