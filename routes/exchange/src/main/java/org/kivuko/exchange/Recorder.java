package org.kivuko.exchange;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;

/** Puts a batch into the ledger before anything of it is released: what is not recorded is not released. Thread-safe. */
public final class Recorder {
    private final Ledger ledger;
    private final Vault vault;
    private final InstantSource clock;
    private final Duration resendWithin;
    private final Judgements told;

    /** Records here, seals with this vault what waits, and keeps nothing longer. */
    public Recorder(Ledger ledger, Vault vault, InstantSource clock) {
        this(ledger, vault, clock, Duration.ZERO);
    }

    /** @param resendWithin how long recipients may ask for something again: so long its original is kept */
    public Recorder(Ledger ledger, Vault vault, InstantSource clock, Duration resendWithin) {
        this(ledger, vault, clock, resendWithin, Judgements.NOBODY);
    }

    /** @param told of each message that is recorded for the first time */
    public Recorder(Ledger ledger, Vault vault, InstantSource clock, Duration resendWithin, Judgements told) {
        this.ledger = ledger;
        this.vault = vault;
        this.clock = clock;
        this.resendWithin = resendWithin;
        this.told = told;
    }

    /** A batch with what the ledger made of each copy; moved copies have no entry. */
    public record RecordedBatch(Batch batch, List<Pair> pairs) {}

    /** One copy and the ledger's answer. */
    public record Pair(Passage passage, Recorded recorded) {}

    /** Records the batch in one transaction. */
    public RecordedBatch record(Batch batch) throws TermEnded {
        var recordable = new ArrayList<Passage>();
        var entries = new ArrayList<Entry>();
        for (Passage passage : batch.passages()) {
            if (!(passage instanceof Passage.Moved || passage instanceof Passage.Dropped)) {
                recordable.add(passage);
                entries.add(entry(passage));
            }
        }
        // Of a batch of which nothing is to be recorded its number is: by it a ledger that is older than its broker is
        // told.
        List<Recorded> answers = ledger.record(batch.term(), batch.number(), entries);
        var pairs = new ArrayList<Pair>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            var pair = new Pair(recordable.get(i), answers.get(i));
            pairs.add(pair);
            tell(pair);
        }
        return new RecordedBatch(batch, pairs);
    }

    private void tell(Pair pair) {
        if (pair.recorded() instanceof Recorded.Fresh && pair.passage() instanceof Passage.Judged judged) {
            told.recorded(
                    judged.admitted().message(),
                    judged.deliveries().stream().map(Delivery::ruling).toList(),
                    judged.at());
        }
    }

    private Entry entry(Passage passage) {
        if (passage instanceof Passage.Judged judged) {
            Admission.Admitted admitted = judged.admitted();
            return new Entry.Judged(
                    admitted.message().key(),
                    admitted.digest(),
                    admitted.header(),
                    judged.arrival().door(),
                    judged.at(),
                    judged.deliveries(),
                    judged.marks(),
                    content(judged),
                    KeptFor.until(admitted.message(), judged.deliveries(), judged.at(), resendWithin));
        }
        if (passage instanceof Passage.Decided decided) {
            Passage.Judged judged = decided.judged();
            return new Entry.Decided(
                    decided.errand(), judged.at(), judged.deliveries().get(0));
        }
        if (passage instanceof Passage.Ordered ordered) {
            return new Entry.Reminder(ordered.errand(), clock.instant());
        }
        if (passage instanceof Passage.Turned turned) {
            Code code = turned.faults().get(0).code();
            return new Entry.Turned(
                    turned.arrival().outbox().agency(),
                    turned.knownKey(),
                    turned.arrival().door(),
                    turned.at(),
                    turned.quarantined(),
                    code,
                    turned.faults().stream().map(Fault::withoutForeignName).toList(),
                    turned.copy(),
                    turned.arrival().earlier());
        }
        throw new IllegalStateException(
                "a passage stopped on its way: " + passage.getClass().getSimpleName());
    }

    private Optional<SealedContent> content(Passage.Judged judged) {
        boolean waits = judged.deliveries().stream()
                .anyMatch(delivery -> delivery.ruling().outcome() != Outcome.REFUSED);
        Message message = judged.admitted().message();
        return waits ? Optional.of(vault.seal(message.key().toString(), KeptMessage.write(message))) : Optional.empty();
    }
}
