package org.kivuko.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.ThreadMessage;
import org.kivuko.exchange.Threads;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Consent;
import org.kivuko.model.MessageKey;
import org.kivuko.testkit.InMemoryBatch.MadeRuling;
import org.kivuko.testkit.InMemoryBatch.Message;

/** What an {@link InMemoryLedger} knows of threads and of consent. Guarded by the ledger. */
final class InMemoryThreads {
    private final Collection<Message> messages;
    private final Function<MessageKey, List<MadeRuling>> rulings;
    private final Function<Message, MessageStatus> statuses;
    private final Function<MadeRuling, Optional<ThreadMessage.Clock>> acknowledgements;

    InMemoryThreads(
            Collection<Message> messages,
            Function<MessageKey, List<MadeRuling>> rulings,
            Function<Message, MessageStatus> statuses,
            Function<MadeRuling, Optional<ThreadMessage.Clock>> acknowledgements) {
        this.messages = messages.stream().filter(held -> held.batch != null).toList();
        this.rulings = rulings;
        this.statuses = statuses;
        this.acknowledgements = acknowledgements;
    }

    List<ThreadMessage> thread(MessageKey start, AgencyId caller, boolean centralContact) {
        Predicate<Message> sent = held -> held.key.source().equals(caller)
                || (centralContact && held.key.source().state().equals(caller.state()));
        Predicate<Message> known = sent.or(held -> rulings.apply(held.key).stream()
                .anyMatch(made -> made.crosses() && made.recipient().equals(caller) && made.handedOver()));
        var found = new ArrayList<Message>();
        var seen = new HashSet<MessageKey>();
        Set<MessageKey> next = Set.of(start);
        while (!next.isEmpty()) {
            seen.addAll(next);
            Set<MessageKey> looked = next;
            List<Message> rows = messages.stream()
                    .filter(known.and(held -> looked.contains(held.key)))
                    .toList();
            found.addAll(rows);
            Set<MessageKey> keys = rows.stream().map(row -> row.key).collect(Collectors.toSet());
            next = new HashSet<>();
            rows.stream().map(row -> row.header.references()).forEach(next::addAll);
            messages.stream()
                    .filter(known.and(held -> held.header.references().stream().anyMatch(keys::contains)))
                    .map(held -> held.key)
                    .forEach(next::add);
            next.removeAll(seen);
        }
        return found.stream()
                .sorted(Comparator.comparing(held -> held.acceptedAt))
                .limit(Threads.MOST)
                .map(held -> message(held, sent.test(held) ? Optional.empty() : Optional.of(caller)))
                .toList();
    }

    private ThreadMessage message(Message held, Optional<AgencyId> ownPartOf) {
        MessageStatus status = statuses.apply(held);
        var answered = new HashMap<AgencyId, Instant>();
        rulings.apply(held.key).stream()
                .filter(made -> made.events.containsKey(DeliveryState.ANSWERED))
                .forEach(made -> answered.put(made.recipient(), made.events.get(DeliveryState.ANSWERED)));
        var clocks = new HashMap<AgencyId, ThreadMessage.Clock>();
        rulings.apply(held.key)
                .forEach(made -> acknowledgements.apply(made).ifPresent(clock -> clocks.put(made.recipient(), clock)));
        return new ThreadMessage(
                status.with(status.recipients().stream()
                        .filter(recipient ->
                                ownPartOf.map(recipient.agency()::equals).orElse(true))
                        .toList()),
                held.header.type(),
                held.header.alertType(),
                held.header.msgType(),
                held.header.references(),
                held.header.within().map(held.acceptedAt::plus),
                answered,
                clocks);
    }

    Map<MessageKey, List<Consent>> consents(AgencyId holder, Collection<MessageKey> contents) {
        var said = new HashMap<MessageKey, List<Consent>>();
        messages.stream()
                .filter(held -> rulings.apply(held.key).stream()
                        .anyMatch(made -> made.crosses() && made.recipient().equals(holder)))
                .sorted(Comparator.comparing(held -> held.acceptedAt))
                .flatMap(held -> held.header.consent().stream())
                .filter(consent -> contents.containsAll(consent.references()))
                .forEach(consent -> said.computeIfAbsent(consent.references().get(0), any -> new ArrayList<>())
                        .add(consent));
        return said;
    }

    /** The questions about consent that this grant or denial answers, by its recipients. */
    List<MadeRuling> asked(Message answer) {
        Set<AgencyId> askers = rulings.apply(answer.key).stream()
                .filter(MadeRuling::crosses)
                .map(MadeRuling::recipient)
                .collect(Collectors.toSet());
        return messages.stream()
                .filter(held -> held.header.consent().map(Consent::act).equals(Optional.of(Consent.Act.ASK))
                        && held.header.references().equals(answer.header.references())
                        && askers.contains(held.key.source()))
                .flatMap(held -> rulings.apply(held.key).stream())
                .filter(made -> made.crosses()
                        && made.recipient().state().equals(answer.key.source().state()))
                .toList();
    }
}
