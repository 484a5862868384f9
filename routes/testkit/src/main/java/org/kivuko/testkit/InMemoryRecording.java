package org.kivuko.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.Recorded;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.testkit.InMemoryBatch.MadeRuling;
import org.kivuko.testkit.InMemoryBatch.Message;

/** Adds the copies of one batch to an {@link InMemoryLedger}, one after the other. Guarded by the ledger. */
final class InMemoryRecording {
    private final InMemoryBatch batch;
    private final Map<MessageKey, Message> messages;
    private final Map<String, Long> links;
    private final InMemoryAgenda agenda;
    private final Map<Integer, Message> repeated = new HashMap<>();
    private final List<Answer> answered = new ArrayList<>();

    InMemoryRecording(
            InMemoryBatch batch, Map<MessageKey, Message> messages, Map<String, Long> links, InMemoryAgenda agenda) {
        this.batch = batch;
        this.messages = messages;
        this.links = links;
        this.agenda = agenda;
    }

    /** Who answered which message, and when. */
    record Answer(MessageKey answered, AgencyId answerer, Instant at) {}

    static String link(Outbox outbox, AgencyId recipient) {
        return outbox.agency() + ">" + recipient + " " + outbox.channel() + " " + outbox.lane();
    }

    /** One answer per entry; those of duplicates are to be replaced once everything is in place. */
    List<Recorded> record(List<Entry> entries) {
        var answers = new ArrayList<Recorded>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Judged judged) {
                answers.add(judged(judged, answers.size()));
            } else if (entry instanceof Entry.Decided decided) {
                answers.add(decided(decided));
            } else if (entry instanceof Entry.Reminder reminder) {
                answers.add(agenda.remind(reminder.errand(), batch));
            } else if (entry instanceof Entry.Turned turned) {
                batch.turned.add(turned);
                answers.add(new Recorded.Noted());
            }
        }
        return answers;
    }

    Map<Integer, Message> repeated() {
        return repeated;
    }

    /** The messages that acknowledgements of this batch refer to. */
    List<Answer> answered() {
        return answered;
    }

    private Recorded judged(Entry.Judged entry, int place) {
        Message held = messages.computeIfAbsent(entry.key(), Message::new);
        boolean fresh = held.digest == null;
        boolean same = entry.digest().equals(held.digest);
        if (!fresh && same && held.batch != null) {
            batch.duplicates++;
            repeated.put(place, held);
            return new Recorded.Noted();
        }
        if (!fresh && !same && !held.openClaim()) {
            batch.conflicts++;
            return new Recorded.Conflict();
        }
        if (!same) {
            held.acceptedAt = InMemoryLedger.kept(entry.at());
        }
        take(held, entry);
        return new Recorded.Fresh(held.acceptedAt, number(entry));
    }

    private void take(Message held, Entry.Judged entry) {
        held.digest = entry.digest();
        held.header = entry.header();
        held.outbox = batch.outbox;
        held.accepted = true;
        held.batch = batch;
        held.content = entry.content();
        held.marks = entry.marks();
        held.no = held.no == 0
                ? messages.values().stream().mapToLong(each -> each.no).max().orElse(0) + 1
                : held.no;
        batch.messages.add(held);
        if (entry.header().type() == MessageType.RECALL) {
            entry.header()
                    .references()
                    .forEach(key ->
                            agenda.recall(key, entry.at(), entry.key().source().toString()));
        }
        if (entry.header().answers()) {
            Instant at = InMemoryLedger.kept(entry.at());
            entry.header()
                    .references()
                    .forEach(key -> answered.add(new Answer(key, entry.key().source(), at)));
        }
    }

    private Map<AgencyId, Long> number(Entry.Judged entry) {
        var numbers = new HashMap<AgencyId, Long>();
        for (Delivery delivery : entry.deliveries()) {
            make(messages.get(entry.key()), delivery, entry.at(), Optional.empty())
                    .linkNumber
                    .ifPresent(number -> numbers.put(delivery.ruling().recipient(), number));
        }
        return numbers;
    }

    private MadeRuling make(Message message, Delivery delivery, Instant at, Optional<Instant> firstJudgedAt) {
        Optional<Long> number = delivery.ruling().outcome().crosses()
                ? Optional.of(links.merge(link(batch.outbox, delivery.ruling().recipient()), 1L, Long::sum))
                : Optional.empty();
        var made = new MadeRuling(message, delivery, InMemoryLedger.kept(at), number, batch, firstJudgedAt);
        batch.rulings.add(made);
        agenda.add(made);
        return made;
    }

    private Recorded decided(Entry.Decided entry) {
        Optional<MadeRuling> held = agenda.carryOut(entry.errand(), batch);
        if (held.isEmpty()) {
            return new Recorded.Stale();
        }
        held.get().replacedBy = batch;
        MadeRuling made = make(
                messages.get(held.get().key),
                entry.delivery(),
                entry.at(),
                Optional.of(held.get().firstJudgedAt.orElse(held.get().at)));
        return new Recorded.Decided(made.linkNumber.map(OptionalLong::of).orElse(OptionalLong.empty()));
    }
}
