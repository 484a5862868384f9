package org.kivuko.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kivuko.exchange.KeptFigures;
import org.kivuko.exchange.Memory;
import org.kivuko.exchange.RuleName;
import org.kivuko.exchange.Traces;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;
import org.kivuko.testkit.InMemoryBatch.MadeRuling;
import org.kivuko.testkit.InMemoryBatch.Message;

/** What rulings to come ask an {@link InMemoryLedger}. Guarded by the ledger. */
final class InMemoryMemory {
    private InMemoryMemory() {}

    static Map<AgencyId, Map<String, Integer>> used(Stream<MadeRuling> ofOutbox, Map<String, Instant> since) {
        var used = new HashMap<AgencyId, Map<String, Integer>>();
        ofOutbox.filter(made -> made.delivery.traces().counted() && Traces.counts(made.delivery.ruling()))
                .forEach(made -> since.forEach((rule, from) -> {
                    boolean under = made.delivery.ruling().rules().stream()
                            .map(RuleName::lasting)
                            .anyMatch(RuleName.lasting(rule)::equals);
                    if (under && made.at.isAfter(from)) {
                        used.computeIfAbsent(made.recipient(), any -> new HashMap<>())
                                .merge(rule, 1, Integer::sum);
                    }
                }));
        return used;
    }

    /**
     * @param own what the agency itself sent
     */
    static List<Memory.Handed> handed(
            List<MadeRuling> standing,
            List<Message> own,
            AgencyId agency,
            Collection<MessageKey> references,
            Collection<String> marks) {
        var handed = new ArrayList<Memory.Handed>();
        for (MadeRuling made : standing) {
            if (!made.recipient().equals(agency) || made.events.isEmpty()) {
                continue;
            }
            for (String mark : made.delivery.traces().marks()) {
                boolean ownBefore =
                        own.stream().anyMatch(held -> held.marks.contains(mark) && held.no < made.message.no);
                if (marks.contains(mark) && !ownBefore) {
                    handed.add(handed(standing, made, Optional.of(mark)));
                }
            }
            if (references.contains(made.key)) {
                handed.add(handed(standing, made, Optional.empty()));
            }
        }
        return handed;
    }

    static Map<UUID, KeptFigures> figures(Stream<MadeRuling> standing, Collection<KeptFigures.About> abouts) {
        var found = new LinkedHashMap<UUID, KeptFigures>();
        standing.forEach(made -> made.delivery
                .traces()
                .figures()
                .filter(kept -> abouts.stream().anyMatch(kept.about()::overlaps))
                .ifPresent(kept -> found.put(made.delivery.id(), kept)));
        return found;
    }

    private static Memory.Handed handed(List<MadeRuling> standing, MadeRuling made, Optional<String> mark) {
        var ruling = made.delivery.ruling();
        return new Memory.Handed(
                made.key,
                mark,
                ruling.obligations().passing(),
                ruling.handling(),
                standing.stream()
                        .filter(other -> other.key.equals(made.key) && other.delivery.shownToSender())
                        .map(MadeRuling::recipient)
                        .collect(Collectors.toSet()));
    }
}
