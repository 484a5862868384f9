package org.kivuko.testkit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Digest;
import org.kivuko.exchange.Discretion;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.Header;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** What one recording added to an {@link InMemoryLedger}. Guarded by the ledger. */
final class InMemoryBatch {
    final Outbox outbox;
    final long number;
    final List<Message> messages = new ArrayList<>();
    final List<MadeRuling> rulings = new ArrayList<>();
    final List<Entry.Turned> turned = new ArrayList<>();
    int duplicates;
    int conflicts;
    boolean superseded;

    InMemoryBatch(Outbox outbox, long number) {
        this.outbox = outbox;
        this.number = number;
    }

    long count(Outcome outcome) {
        return rulings.stream()
                .filter(made -> made.stands() && made.delivery.ruling().outcome() == outcome)
                .count();
    }

    /** What stands under a key. */
    static final class Message {
        final MessageKey key;
        Digest digest;
        Header header;
        Outbox outbox;
        Instant acceptedAt;
        boolean accepted;
        Instant triedAt;
        Instant sendFailedAt;
        InMemoryBatch batch;
        Optional<SealedContent> content = Optional.empty();
        Set<String> marks = Set.of();
        long no;

        Message(MessageKey key) {
            this.key = key;
        }

        boolean openClaim() {
            return !accepted && batch == null;
        }
    }

    /** A ruling and what happened to its delivery. */
    static final class MadeRuling {
        private static final Set<DeliveryState> ENDED =
                EnumSet.range(DeliveryState.ACKNOWLEDGED, DeliveryState.EXPIRED);
        private static final Set<DeliveryState> GONE =
                EnumSet.of(DeliveryState.RETURNED, DeliveryState.RECALLED, DeliveryState.EXPIRED);
        private static final Set<DeliveryState> HANDED_OVER =
                EnumSet.of(DeliveryState.FETCHED, DeliveryState.ACKNOWLEDGED, DeliveryState.ANSWERED);

        private static final AtomicLong NUMBERS = new AtomicLong();

        final long no = NUMBERS.incrementAndGet();
        final Message message;
        final MessageKey key;
        final Header header;
        final Delivery delivery;
        final Instant at;
        final Optional<Long> linkNumber;
        final InMemoryBatch batch;

        /** When the ruling was made in whose place this one stands. */
        final Optional<Instant> firstJudgedAt;

        /** The recording of the ruling that took the place of this one. */
        InMemoryBatch replacedBy;

        final Map<DeliveryState, Instant> events = new EnumMap<>(DeliveryState.class);

        MadeRuling(
                Message message,
                Delivery delivery,
                Instant at,
                Optional<Long> linkNumber,
                InMemoryBatch batch,
                Optional<Instant> firstJudgedAt) {
            this.message = message;
            this.key = message.key;
            this.header = message.header;
            this.delivery = delivery;
            this.at = at;
            this.linkNumber = linkNumber;
            this.batch = batch;
            this.firstJudgedAt = firstJudgedAt;
        }

        boolean stands() {
            return !batch.superseded && (replacedBy == null || replacedBy.superseded);
        }

        /** Whether its sender may believe that it has crossed. */
        boolean isOwed() {
            return crosses() || (header.person() && wasOrIsHeld()) || isUnstated();
        }

        boolean isUnstated() {
            return Discretion.isUnstated(
                    header.ofOthers(),
                    delivery.ruling().outcome(),
                    delivery.ruling().reason());
        }

        boolean mayStillAnswer() {
            return crosses() && Collections.disjoint(events.keySet(), GONE);
        }

        boolean wasOrIsHeld() {
            return firstJudgedAt.isPresent() || delivery.ruling().outcome() == Outcome.HELD;
        }

        /** When the delivery ended. */
        Optional<Instant> endedAt() {
            return events.entrySet().stream()
                    .filter(event -> ENDED.contains(event.getKey()))
                    .map(Map.Entry::getValue)
                    .min(Comparator.naturalOrder());
        }

        /**
         * When it was answered, or left its inbox unanswered; that a question about somebody has left one abroad says nothing to
         * who asked.
         */
        Optional<Instant> answeredOrGoneAt() {
            if (header.person() && !key.source().state().equals(recipient().state())) {
                return Optional.ofNullable(events.get(DeliveryState.ANSWERED));
            }
            return events.entrySet().stream()
                    .filter(event -> ENDED.contains(event.getKey()) && event.getKey() != DeliveryState.ACKNOWLEDGED)
                    .map(Map.Entry::getValue)
                    .min(Comparator.naturalOrder());
        }

        boolean crosses() {
            return delivery.ruling().outcome().crosses();
        }

        /** Whether it waits for its recipient or for an officer. */
        boolean goesOn() {
            return delivery.ruling().outcome() != Outcome.REFUSED && endedAt().isEmpty();
        }

        /** Whether its recipient has had it in hand. */
        boolean handedOver() {
            return !Collections.disjoint(events.keySet(), HANDED_OVER);
        }

        AgencyId recipient() {
            return delivery.ruling().recipient();
        }

        /** @param told whether its recipient has told the sender so */
        MessageStatus.Recipient status(boolean told) {
            var ruling = delivery.ruling();
            Optional<DeliveryState> highest = events.keySet().stream().reduce((lower, higher) -> higher);
            Optional<DeliveryState> state = ruling.outcome() == Outcome.REFUSED
                    ? Optional.empty()
                    : Optional.of(highest.orElse(DeliveryState.QUEUED));
            return new MessageStatus.Recipient(
                    delivery.id(),
                    recipient(),
                    ruling.outcome(),
                    ruling.reason(),
                    ruling.rules(),
                    ruling.removed(),
                    ruling.transformed(),
                    firstJudgedAt.orElse(at),
                    state,
                    highest.map(events::get).orElse(at),
                    delivery.shownToSender(),
                    firstJudgedAt.isPresent(),
                    told);
        }
    }
}
