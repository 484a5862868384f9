package org.kivuko.connector.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.kivuko.exchange.Digest;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.Recorded;
import org.kivuko.exchange.TermEnded;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/**
 * One recording: copies of one batch in one transaction, with a number of statements that does not depend on how many they
 * are. Used once, by one thread.
 */
final class Recording {
    private final Handle handle;
    private final long batch;
    private final MessageRows messages;
    private final RulingRows rulings;

    /** Which entry takes its key by this recording, in the order of the outbox. */
    private final Map<MessageKey, Taken> taken = new LinkedHashMap<>();

    /** The content that holds a key after this recording. */
    private final Map<MessageKey, Digest> holders = new HashMap<>();

    private final List<CopyRows.Copy> copies = new ArrayList<>();
    private final Set<MessageKey> repeated = new LinkedHashSet<>();

    private Recording(Handle handle, OutboxTerm term) {
        this.handle = handle;
        this.batch = BatchRows.next(handle);
        this.messages = new MessageRows(handle, term.outbox(), batch);
        this.rulings = new RulingRows(handle, term.outbox(), batch);
    }

    static List<Recorded> record(Handle handle, OutboxTerm term, long number, List<Entry> entries, Instant now)
            throws TermEnded {
        if (number <= term.lastBatch()) {
            throw new IllegalArgumentException("batch " + number + " is not above " + term.lastBatch());
        }
        if (!Terms.holds(handle, term)) {
            throw new TermEnded(term);
        }
        var recording = new Recording(handle, term);
        List<Recorded> answers = recording.record(entries);
        BatchRows.insert(
                handle, term, number, recording.batch, Books.of(recording.taken.values(), recording.copies), now);
        return answers;
    }

    private List<Recorded> record(List<Entry> entries) {
        take(entries);
        Map<MessageKey, Map<AgencyId, Long>> numbers = rulings.insert(taken.values());
        Contents.insert(handle, taken.values());
        Answers.note(handle, taken.values());

        var seen = new LinkedHashSet<MessageKey>();
        var answers = new ArrayList<Optional<Recorded>>(entries.size());
        for (Entry entry : entries) {
            if (entry instanceof Entry.Judged judged) {
                answers.add(answer(judged, seen.add(judged.key()), numbers));
            } else if (entry instanceof Entry.Turned turned) {
                copies.add(CopyRows.Copy.of(turned));
                answers.add(Optional.of(new Recorded.Noted()));
            }
        }
        CopyRows.insert(handle, batch, copies);
        return withStatuses(entries, answers);
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
    private Optional<Recorded> answer(Entry.Judged entry, boolean first, Map<MessageKey, Map<AgencyId, Long>> numbers) {
        MessageKey key = entry.key();
        if (first && taken.containsKey(key)) {
            return Optional.of(new Recorded.Fresh(taken.get(key).acceptedAt(), numbers.getOrDefault(key, Map.of())));
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
