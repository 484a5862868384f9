package org.kivuko.testkit;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.kivuko.agreement.Given;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Discretion;
import org.kivuko.exchange.Header;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.ReferenceFact;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.testkit.InMemoryBatch.MadeRuling;
import org.kivuko.testkit.InMemoryBatch.Message;

/** What an {@link InMemoryLedger} tells of a message to who asks for it. Guarded by the ledger. */
final class InMemoryViews {
    private final Map<MessageKey, Message> messages;
    private final Function<MessageKey, List<MadeRuling>> rulings;

    InMemoryViews(Map<MessageKey, Message> messages, Function<MessageKey, List<MadeRuling>> rulings) {
        this.messages = messages;
        this.rulings = rulings;
    }

    Map<MessageKey, ReferenceFact> references(Collection<MessageKey> keys, AgencyId caller, boolean centralContact) {
        var facts = new HashMap<MessageKey, ReferenceFact>();
        for (MessageKey key : keys) {
            Message held = messages.get(key);
            if (held != null && knows(held, caller, centralContact)) {
                facts.put(key, fact(held));
            }
        }
        return facts;
    }

    private ReferenceFact fact(Message held) {
        return new ReferenceFact(
                held.key,
                held.outbox.channel(),
                held.outbox.lane(),
                held.header.type(),
                held.header.alertType(),
                held.header.person(),
                held.header.protectedThread(),
                held.header.handling(),
                held.header.ofOthers(),
                recalls(held.key).findAny().isPresent(),
                rulings.apply(held.key).stream()
                        .filter(made -> made.crosses() || made.wasOrIsHeld())
                        .map(made -> new ReferenceFact.Copy(
                                made.recipient(),
                                made.delivery.ruling().outcome(),
                                made.delivery.ruling().handling(),
                                new Given(
                                        made.delivery.ruling().rules(),
                                        made.delivery.ruling().removed(),
                                        made.delivery.ruling().transformed()),
                                made.delivery.ruling().agreements(),
                                made.delivery.shownToSender()))
                        .toList());
    }

    private boolean knows(Message held, AgencyId caller, boolean centralContact) {
        AgencyId sender = held.key.source();
        return sender.equals(caller)
                || (centralContact && sender.state().equals(caller.state()) && held.batch != null)
                || rulings.apply(held.key).stream()
                        .anyMatch(made -> made.crosses() && made.recipient().equals(caller) && made.handedOver());
    }

    boolean hidden(MadeRuling made) {
        return discretion(made.header).hides(made.key, made.recipient());
    }

    private Discretion.Extent discretion(Header header) {
        Optional<MessageType> followed = header.type().follows()
                ? header.references().stream().findFirst().map(messages::get).map(held -> held.header.type())
                : Optional.empty();
        return Discretion.of(header.person(), header.ofOthers(), header.type(), header.alertType(), followed);
    }

    MessageStatus status(Message held) {
        return new MessageStatus(
                held.key,
                held.header.person(),
                held.header.ofOthers(),
                discretion(held.header),
                held.acceptedAt,
                held.batch != null,
                rulings.apply(held.key).stream()
                        .map(made -> made.status(told(made)))
                        .toList(),
                recalls(held.key).map(recall -> recall.acceptedAt).min(Comparator.naturalOrder()));
    }

    private boolean told(MadeRuling made) {
        return made.events.containsKey(DeliveryState.ANSWERED)
                && messages.values().stream()
                        .filter(other -> other.batch != null
                                && other.header.answers()
                                && other.key.source().equals(made.recipient())
                                && other.header.references().contains(made.key))
                        .flatMap(other -> rulings.apply(other.key).stream())
                        .anyMatch(
                                answer -> answer.crosses() && answer.recipient().equals(made.key.source()));
    }

    private Stream<Message> recalls(MessageKey key) {
        return messages.values().stream()
                .filter(other -> other.batch != null
                        && other.header.type() == MessageType.RECALL
                        && other.header.references().contains(key));
    }
}
