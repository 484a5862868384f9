package org.kivuko.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.QuarantineRow;
import org.kivuko.exchange.RulingRow;
import org.kivuko.testkit.InMemoryBatch.MadeRuling;
import org.kivuko.testkit.InMemoryBatch.Message;

/** How often each thing happened in an {@link InMemoryLedger}, and what happened last. Guarded by the ledger. */
final class InMemoryBooks {
    private InMemoryBooks() {}

    static Map<String, Long> of(List<InMemoryBatch> all, Collection<Message> messages, long dryRuns) {
        List<InMemoryBatch> standing =
                all.stream().filter(batch -> !batch.superseded).toList();
        var counts = new TreeMap<String, Long>();
        counts.put("batches", (long) standing.size());
        counts.put("batches_superseded", (long) all.size() - standing.size());
        counts.put("accepted", sum(standing, batch -> batch.messages.size()));
        counts.put("duplicate", sum(standing, batch -> batch.duplicates));
        counts.put("conflict", sum(standing, batch -> batch.conflicts));
        counts.put("quarantined", sum(standing, batch -> batch.turned.stream()
                .filter(Entry.Turned::quarantined)
                .count()));
        counts.put("turned", sum(standing, batch -> batch.turned.stream()
                .filter(copy -> !copy.quarantined())
                .count()));
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome.code(), sum(standing, batch -> batch.count(outcome)));
        }
        counts.put("queued", sum(standing, batch -> batch.rulings.stream()
                .filter(MadeRuling::crosses)
                .count()));
        for (DeliveryState state : List.of(DeliveryState.FETCHED, DeliveryState.ACKNOWLEDGED, DeliveryState.ANSWERED)) {
            counts.put(state.code(), sum(standing, batch -> batch.rulings.stream()
                    .filter(made -> made.events.containsKey(state))
                    .count()));
        }
        counts.put("claims_open", messages.stream().filter(Message::openClaim).count());
        counts.put("dry_runs", dryRuns);
        return counts;
    }

    static List<RulingRow> lastRulings(Stream<MadeRuling> rulings, int max) {
        return newest(
                rulings.map(made -> new RulingRow(
                                made.at,
                                made.key.source(),
                                made.recipient(),
                                made.header.type(),
                                made.delivery.ruling().outcome(),
                                made.delivery.ruling().reason(),
                                made.delivery.ruling().rules(),
                                made.delivery.ruling().removed()))
                        .toList(),
                max);
    }

    static List<QuarantineRow> quarantine(Stream<InMemoryBatch> standing, int max) {
        List<Entry.Turned> copies = standing.flatMap(batch -> batch.turned.stream())
                .filter(Entry.Turned::quarantined)
                .toList();
        return newest(
                copies.stream()
                        .map(copy -> new QuarantineRow(
                                InMemoryLedger.kept(copy.at()),
                                copy.agency(),
                                copy.door(),
                                copy.code(),
                                copy.faults(),
                                Optional.of(copy.copy()),
                                redriven(copy, copies)))
                        .toList(),
                max);
    }

    private static int redriven(Entry.Turned copy, List<Entry.Turned> copies) {
        return copy.earlier()
                .map(name -> 1
                        + copies.stream()
                                .filter(other -> other.copy().equals(name))
                                .mapToInt(other -> redriven(other, copies))
                                .sum())
                .orElse(0);
    }

    private static <T> List<T> newest(List<T> oldestFirst, int max) {
        var newest = new ArrayList<>(oldestFirst);
        Collections.reverse(newest);
        return newest.stream().limit(max).toList();
    }

    private static long sum(List<InMemoryBatch> batches, ToLongFunction<InMemoryBatch> count) {
        return batches.stream().mapToLong(count).sum();
    }
}
