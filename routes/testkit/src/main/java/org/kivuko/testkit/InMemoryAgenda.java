package org.kivuko.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.kivuko.agreement.Hold;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Agenda;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Errand;
import org.kivuko.exchange.HeldRow;
import org.kivuko.exchange.LateRow;
import org.kivuko.exchange.Outbox;
import org.kivuko.exchange.Recorded;
import org.kivuko.exchange.ThreadMessage;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.testkit.InMemoryBatch.MadeRuling;

/** What is due in an {@link InMemoryLedger}. Guarded by the ledger. */
final class InMemoryAgenda {
    private final Supplier<Stream<MadeRuling>> standing;
    private final Predicate<MadeRuling> hidden;
    private final List<Row> rows = new ArrayList<>();

    /**
     * @param standing the rulings that stand, oldest first
     * @param hidden those of which the sender sees no movement
     */
    InMemoryAgenda(Supplier<Stream<MadeRuling>> standing, Predicate<MadeRuling> hidden) {
        this.standing = standing;
        this.hidden = hidden;
    }

    private static final class Row {
        final long no;
        final MadeRuling ruling;
        final Errand.Kind kind;
        final Instant at;
        final String by;
        Instant sentAt;
        InMemoryBatch carriedBy;
        boolean closed;

        Row(long no, MadeRuling ruling, Errand.Kind kind, Instant at, String by) {
            this.no = no;
            this.ruling = ruling;
            this.kind = kind;
            this.at = at;
            this.by = by;
        }

        boolean carried() {
            return carriedBy != null && !carriedBy.superseded;
        }

        UUID delivery() {
            return ruling.delivery.id();
        }
    }

    private boolean add(MadeRuling ruling, Errand.Kind kind, Instant at, String by) {
        Set<Errand.Kind> same =
                kind == Errand.Kind.RELEASE ? Set.of(kind, Errand.Kind.REFUSE) : Set.of(kind, Errand.Kind.RELEASE);
        boolean there = rows.stream()
                .anyMatch(row -> kind.reminds()
                        ? row.kind == kind && row.delivery().equals(ruling.delivery.id())
                        : row.ruling == ruling
                                && (decidedByOfficer(kind) ? same.contains(row.kind) : row.kind == kind));
        if (!there) {
            rows.add(new Row(rows.size() + 1L, ruling, kind, at, by));
        }
        return !there;
    }

    private static boolean decidedByOfficer(Errand.Kind kind) {
        return kind == Errand.Kind.RELEASE || kind == Errand.Kind.REFUSE;
    }

    /** When what is owed came, or needed to come no longer. */
    private static Optional<Instant> came(Errand.Kind kind, MadeRuling made) {
        return kind.isAboutAnswer() ? made.answeredOrGoneAt() : made.endedAt();
    }

    /** The clocks of acknowledgements that show in a thread. */
    Optional<ThreadMessage.Clock> acknowledgement(MadeRuling made) {
        Optional<Instant> stoppedAt = Stream.of(DeliveryState.ACKNOWLEDGED, DeliveryState.ANSWERED)
                .map(made.events::get)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
        return rows.stream()
                .filter(row -> row.kind == Errand.Kind.LATE && row.delivery().equals(made.delivery.id()))
                .filter(row -> made.crosses() || (made.header.person() && made.wasOrIsHeld()))
                .findFirst()
                .map(row -> new ThreadMessage.Clock(row.at, stoppedAt));
    }

    /** Notes what becomes due with a ruling. */
    void add(MadeRuling made) {
        var ruling = made.delivery.ruling();
        ruling.hold()
                .ifPresent(hold -> add(made, Errand.Kind.REVIEW_ENDS, InMemoryLedger.kept(hold.until()), Errand.CLOCK));
        if (ruling.hold().filter(hold -> hold.cause() == Hold.Cause.REGISTER).isPresent()) {
            add(made, Errand.Kind.ASK, made.at, Errand.CLOCK);
        }
        boolean heldNow = ruling.hold().isPresent() && made.header.person();
        if ((made.crosses() || heldNow || made.isUnstated()) && made.delivery.shownToSender()) {
            ruling.obligations()
                    .acknowledgeBy()
                    .ifPresent(by -> add(made, Errand.Kind.LATE, InMemoryLedger.kept(by), Errand.CLOCK));
            made.header
                    .within()
                    .map(made.message.acceptedAt::plus)
                    .ifPresent(by -> add(made, Errand.Kind.UNANSWERED, InMemoryLedger.kept(by), Errand.CLOCK));
        }
    }

    private Optional<MadeRuling> standing(UUID delivery) {
        return standing.get()
                .filter(made -> made.delivery.id().equals(delivery))
                .findFirst();
    }

    private Optional<MadeRuling> heldRuling(UUID delivery) {
        return standing(delivery).filter(made -> made.delivery.ruling().outcome() == Outcome.HELD);
    }

    List<HeldRow> held(long after, int max) {
        return standing.get()
                .filter(made -> made.delivery.ruling().outcome() == Outcome.HELD)
                .filter(made -> made.no > after)
                .limit(max)
                .map(this::heldRow)
                .toList();
    }

    Optional<HeldRow> held(UUID delivery) {
        return heldRuling(delivery).map(this::heldRow);
    }

    private HeldRow heldRow(MadeRuling made) {
        var hold = made.delivery.ruling().hold().orElseThrow();
        boolean decided = recalled(made)
                || rows.stream()
                        .anyMatch(row -> row.ruling == made
                                && (row.kind == Errand.Kind.RELEASE || row.kind == Errand.Kind.REFUSE));
        return new HeldRow(
                made.no,
                made.delivery.id(),
                made.key,
                made.header.type(),
                made.header.status(),
                made.recipient(),
                made.delivery.ruling().rules(),
                hold.cause(),
                made.firstJudgedAt.orElse(made.at),
                InMemoryLedger.kept(hold.until()),
                decided);
    }

    boolean decide(UUID delivery, Errand.Kind kind, String by, Instant at) {
        return heldRuling(delivery)
                .filter(made -> !recalled(made))
                .filter(made -> add(made, kind, InMemoryLedger.kept(at), by))
                .isPresent();
    }

    private boolean recalled(MadeRuling made) {
        return rows.stream().anyMatch(row -> row.ruling == made && row.kind == Errand.Kind.RECALL);
    }

    /** What is held of a message that was taken back is to be refused, and nothing else is done about it any more. */
    void recall(MessageKey recalled, Instant at, String by) {
        standing.get()
                .filter(made -> made.delivery.ruling().outcome() == Outcome.HELD)
                .filter(made -> made.key.equals(recalled)
                        || (made.header.type() == MessageType.CORRECTION
                                && made.header.references().contains(recalled)))
                .toList()
                .forEach(made -> add(made, Errand.Kind.RECALL, InMemoryLedger.kept(at), by));
    }

    List<Agenda.Due> due(Instant now, Duration patience, int max, Function<MadeRuling, Outbox> outbox) {
        closeWhatWasAcknowledged();
        Set<Row> due = new HashSet<>();
        return rows.stream()
                .filter(row -> !row.carried() && !row.closed && !row.at.isAfter(now))
                .filter(row -> row.sentAt == null || row.sentAt.isBefore(now.minus(patience)))
                .filter(row -> row.kind.reminds()
                        ? standing(row.delivery()).isPresent()
                        : heldRuling(row.delivery()).filter(row.ruling::equals).isPresent())
                .sorted(Comparator.comparing((Row row) -> row.at).thenComparing(row -> row.no))
                .limit(max)
                .filter(due::add)
                .peek(row -> row.sentAt = now)
                .map(row ->
                        new Agenda.Due(new Errand(row.no, row.kind, row.delivery(), row.by), outbox.apply(row.ruling)))
                .toList();
    }

    private void closeWhatWasAcknowledged() {
        for (Row row : List.copyOf(rows)) {
            Optional<MadeRuling> made = standing(row.delivery());
            Optional<Instant> came = made.flatMap(ruling -> came(row.kind, ruling));
            if (row.kind.begins() && !row.closed && came.isPresent()) {
                row.closed = true;
                if (row.carried()) {
                    add(made.get(), row.kind.end(), came.get(), Errand.CLOCK);
                }
            }
        }
    }

    List<LateRow> late(int max) {
        return rows.stream()
                .filter(row -> row.kind.begins() && row.carried() && !row.closed)
                .filter(row -> standing(row.delivery())
                        .filter(MadeRuling::mayStillAnswer)
                        .isPresent())
                .limit(max)
                .map(row -> new LateRow(row.delivery(), row.ruling.key, row.ruling.recipient(), row.at, row.kind))
                .toList();
    }

    /** The held ruling about which an errand decides, from now on carried out; empty where it came too late. */
    Optional<MadeRuling> carryOut(Errand errand, InMemoryBatch batch) {
        Optional<Row> open = rows.stream()
                .filter(row -> row.no == errand.no() && !row.carried())
                .filter(row -> row.kind == Errand.Kind.RECALL || !recalled(row.ruling))
                .filter(row ->
                        heldRuling(row.delivery()).filter(row.ruling::equals).isPresent())
                .findFirst();
        open.ifPresent(row -> row.carriedBy = batch);
        return open.map(row -> row.ruling);
    }

    /** What the sender is to be told by an errand. */
    Recorded remind(Errand errand, InMemoryBatch batch) {
        Optional<Row> open = rows.stream()
                .filter(row -> row.no == errand.no() && !row.carried() && !row.closed)
                .findFirst();
        Optional<MadeRuling> made = open.flatMap(row -> standing(row.delivery()));
        Optional<Row> late = open.flatMap(row -> rows.stream()
                .filter(other -> other.kind.begins()
                        && other.kind.end() == row.kind.end()
                        && other.delivery().equals(row.delivery()))
                .findFirst());
        if (made.isEmpty() || late.isEmpty() || !tells(open.get(), late.get(), made.get())) {
            return new Recorded.Stale();
        }
        open.get().carriedBy = batch;
        boolean acknowledgement = errand.kind() == Errand.Kind.LATE || errand.kind() == Errand.Kind.LATE_ENDED;
        if (acknowledgement && hidden.test(made.get())) {
            return new Recorded.Stale();
        }
        Optional<Instant> endedAt = !errand.kind().begins() ? Optional.of(open.get().at) : Optional.empty();
        return new Recorded.Noticed(made.get().key, made.get().recipient(), late.get().at, endedAt);
    }

    private static boolean tells(Row row, Row late, MadeRuling made) {
        return made.isOwed() && (row.kind.begins() ? came(row.kind, made).isEmpty() : late.carried());
    }
}
