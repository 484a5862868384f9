package org.kivuko.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.Recorded;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MsgType;
import org.kivuko.testkit.InMemoryBatch.MadeRuling;
import org.kivuko.testkit.InMemoryBatch.Message;

/** Adds the copies of one batch to an {@link InMemoryLedger}, one after the other. Guarded by the ledger. */
final class InMemoryRecording {
    private final InMemoryBatch batch;
    private final Map<MessageKey, Message> messages;
    private final Map<String, Long> links;
    private final Map<Integer, Message> repeated = new HashMap<>();
    private final List<Answer> answered = new ArrayList<>();

    InMemoryRecording(InMemoryBatch batch, Map<MessageKey, Message> messages, Map<String, Long> links) {
        this.batch = batch;
        this.messages = messages;
        this.links = links;
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
        batch.messages.add(held);
        if (entry.header().msgType().filter(MsgType.ACK::equals).isPresent()) {
            Instant at = InMemoryLedger.kept(entry.at());
            entry.header()
                    .references()
                    .forEach(key -> answered.add(new Answer(key, entry.key().source(), at)));
        }
    }

    private Map<AgencyId, Long> number(Entry.Judged entry) {
        var numbers = new HashMap<AgencyId, Long>();
        for (Delivery delivery : entry.deliveries()) {
            Optional<Long> number = Optional.empty();
            AgencyId recipient = delivery.ruling().recipient();
            if (delivery.ruling().outcome().crosses()) {
                number = Optional.of(links.merge(link(batch.outbox, recipient), 1L, Long::sum));
                numbers.put(recipient, number.get());
            }
            batch.rulings.add(
                    new MadeRuling(entry.key(), entry.header(), delivery, InMemoryLedger.kept(entry.at()), number));
        }
        return numbers;
    }
}
