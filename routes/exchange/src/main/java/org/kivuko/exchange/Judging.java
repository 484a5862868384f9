package org.kivuko.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Message;

/**
 * The station at which a batch is judged: each message for each of its recipients, at one instant, on facts that are asked
 * once for the whole batch. Thread-safe.
 */
public final class Judging {
    private final Rulebook rulebook;
    private final FactsCollector facts;
    private final InstantSource clock;

    public Judging(Rulebook rulebook, FactsCollector facts, InstantSource clock) {
        this.rulebook = rulebook;
        this.facts = facts;
        this.clock = clock;
    }

    /** Takes every passage that knows its recipients one step on; the others stay as they are. */
    public Batch judge(Batch batch) {
        Instant at = clock.instant();
        Agreements agreements = rulebook.agreements();
        List<Passage.Addressed> addressed = batch.passages().stream()
                .filter(Passage.Addressed.class::isInstance)
                .map(Passage.Addressed.class::cast)
                .toList();
        FactsCollector.Collected collected = facts.collect(addressed, at);
        List<Passage> passages = batch.passages().stream()
                .map(passage -> passage instanceof Passage.Addressed known
                        ? judge(agreements, known, at, collected)
                        : passage)
                .toList();
        return new Batch(batch.term(), batch.number(), passages, batch.outlet());
    }

    private static Passage judge(
            Agreements agreements, Passage.Addressed addressed, Instant at, FactsCollector.Collected collected) {
        Message message = addressed.admitted().message();
        List<Delivery> deliveries = addressed.recipients().stream()
                .map(recipient -> {
                    Facts known = collected.facts(addressed, recipient);
                    Ruling ruling = judge(agreements, message, recipient, at, known);
                    return new Delivery(UUID.randomUUID(), ruling);
                })
                .toList();
        return new Passage.Judged(addressed.arrival(), addressed.admitted(), addressed.warnings(), at, deliveries);
    }

    /** The ruling for one recipient: that of the agreements, unless the message has expired. */
    static Ruling judge(Agreements agreements, Message message, AgencyId recipient, Instant at, Facts facts) {
        boolean expired = message.envelope()
                .expires()
                .map(end -> !end.toInstant().isAfter(at))
                .orElse(false);
        return expired
                ? Ruling.refused(recipient, Code.EXPIRED, message.envelope().handling())
                : agreements.judge(message, recipient, at, facts);
    }
}
