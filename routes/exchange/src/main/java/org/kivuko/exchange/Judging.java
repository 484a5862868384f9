package org.kivuko.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Hold;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Ruling;
import org.kivuko.exchange.limit.Room;
import org.kivuko.exchange.limit.Traffic;
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
    private final Again again;
    private final Room room;
    private final InstantSource clock;

    public Judging(Rulebook rulebook, FactsCollector facts, Again again, Room room, InstantSource clock) {
        this.rulebook = rulebook;
        this.facts = facts;
        this.again = again;
        this.room = room;
        this.clock = clock;
    }

    /** Takes every passage that knows its recipients one step on; the others stay as they are. */
    public Batch judge(Batch batch) {
        Instant at = clock.instant();
        Agreements agreements = rulebook.agreements();
        FactsCollector.Collected collected = collected(batch, agreements, at);
        Map<UUID, Reopened> opened = again.open(batch.passages().stream()
                .filter(Passage.Ordered.class::isInstance)
                .map(passage -> ((Passage.Ordered) passage).errand())
                .filter(errand -> errand.kind().decides())
                .map(Errand::delivery)
                .toList());
        var passages = new ArrayList<Passage>();
        for (Passage passage : batch.passages()) {
            if (passage instanceof Passage.Addressed known) {
                passages.add(judge(agreements, known, at, collected));
            } else if (passage instanceof Passage.Ordered ordered
                    && ordered.errand().kind().decides()) {
                passages.add(decide(
                        agreements,
                        ordered,
                        Optional.ofNullable(opened.get(ordered.errand().delivery())),
                        at));
            } else {
                passages.add(passage);
            }
        }
        return batch.with(passages);
    }

    /** What an officer, or the end of the clock, makes of what is held; what is gone or decided needs nothing more. */
    private Passage decide(Agreements agreements, Passage.Ordered ordered, Optional<Reopened> opened, Instant at) {
        if (opened.isEmpty() || opened.get().original().outcome() != Outcome.HELD) {
            return new Passage.Dropped(ordered.arrival());
        }
        Reopened reopened = opened.get();
        if (ordered.errand().kind() == Errand.Kind.RECALL) {
            return decided(agreements, ordered, reopened, recalled(reopened), at, Facts.NONE);
        }
        boolean release = ordered.errand().kind() == Errand.Kind.RELEASE;
        Facts known =
                facts.again(agreements, reopened, at).withReview(release ? Facts.Review.RELEASED : Facts.Review.NONE);
        Ruling made = again.judge(reopened, at, known);
        if (ordered.errand().kind() == Errand.Kind.ASK
                && made.hold().map(Hold::cause).equals(Optional.of(Hold.Cause.REGISTER))) {
            // Still no answer: asked again when the errand comes again.
            return new Passage.Dropped(ordered.arrival());
        }
        boolean refuses = ordered.errand().kind() == Errand.Kind.REFUSE
                || ordered.errand().kind() == Errand.Kind.REVIEW_ENDS;
        return decided(agreements, ordered, reopened, refuses ? notReleased(made) : made, at, known);
    }

    private static Ruling recalled(Reopened reopened) {
        return Ruling.refused(
                reopened.original().recipient(),
                Code.RECALLED,
                reopened.message().envelope().handling());
    }

    private Passage decided(
            Agreements agreements, Passage.Ordered ordered, Reopened reopened, Ruling ruling, Instant at, Facts known) {
        var delivery = new Delivery(
                ordered.errand().delivery(),
                ruling,
                reopened.original().shownToSender(),
                known,
                facts.traces(agreements, reopened.message(), ordered.errand().delivery(), ruling),
                KnownEnds.of(agreements, reopened.admitted(), ruling, at, known));
        return new Passage.Decided(
                ordered.errand(),
                new Passage.Judged(ordered.arrival(), reopened.admitted(), List.of(), at, List.of(delivery), Set.of()));
    }

    /** Nobody has released it: refused, for the reason of the agreements where they refuse it anyway. */
    private static Ruling notReleased(Ruling ruling) {
        return ruling.outcome() == Outcome.REFUSED
                ? ruling
                : new Ruling(
                        ruling.recipient(),
                        Outcome.REFUSED,
                        Optional.of(Code.REVIEW_REQUIRED),
                        ruling.rules(),
                        ruling.agreements(),
                        List.of(),
                        List.of(),
                        ruling.obligations(),
                        Optional.empty(),
                        Optional.empty());
    }

    private FactsCollector.Collected collected(Batch batch, Agreements agreements, Instant at) {
        var messages = new ArrayList<Admission.Admitted>();
        var recipients = new TreeSet<AgencyId>();
        for (Passage passage : batch.passages()) {
            if (passage instanceof Passage.Addressed addressed) {
                messages.add(addressed.admitted());
                recipients.addAll(addressed.recipients());
            }
        }
        return facts.collect(agreements, batch.term().outbox(), messages, recipients, at);
    }

    private Passage judge(
            Agreements agreements, Passage.Addressed addressed, Instant at, FactsCollector.Collected collected) {
        Message message = addressed.admitted().message();
        var deliveries = new ArrayList<Delivery>();
        for (AgencyId recipient : addressed.recipients()) {
            boolean shown = Following.shownToSender(addressed.admitted(), recipient);
            deliveries.add(delivery(agreements, addressed, recipient, shown, at, collected));
        }
        List<Ruling> rulings = deliveries.stream().map(Delivery::ruling).toList();
        Collection<AgencyId> copies = Following.reachesAll(message) ? List.of() : agreements.copies(message, rulings);
        for (AgencyId recipient : copies) {
            deliveries.add(delivery(agreements, addressed, recipient, false, at, collected));
        }
        collected.count(message);
        return new Passage.Judged(
                addressed.arrival(), addressed.admitted(), addressed.warnings(), at, deliveries, facts.marks(message));
    }

    private Delivery delivery(
            Agreements agreements,
            Passage.Addressed addressed,
            AgencyId recipient,
            boolean shown,
            Instant at,
            FactsCollector.Collected collected) {
        Facts known = collected.facts(addressed.admitted(), recipient);
        Ruling ruling = withRoom(addressed, judge(agreements, addressed.admitted(), recipient, at, known));
        collected.count(addressed.admitted().message(), ruling);
        UUID id = UUID.randomUUID();
        return new Delivery(
                id,
                ruling,
                shown,
                known,
                facts.traces(agreements, addressed.admitted().message(), id, ruling),
                KnownEnds.of(agreements, addressed.admitted(), ruling, at, known));
    }

    /**
     * The same, or the refusal of a recipient for whom too much waits. What its sender would see refused stays so; everything else
     * becomes one refusal, so that among what is refused nobody can tell what would have crossed from what would have been held.
     */
    private Ruling withRoom(Passage.Addressed addressed, Ruling ruling) {
        Header header = addressed.admitted().header();
        Traffic traffic =
                Traffic.of(header.alertType(), addressed.arrival().outbox().lane());
        return SenderView.showsRefusal(ruling, header.ofOthers()) || room.take(ruling.recipient(), traffic)
                ? ruling
                : Ruling.refused(
                        ruling.recipient(),
                        Code.RECIPIENT_FULL,
                        addressed.admitted().message().envelope().handling());
    }

    /**
     * The ruling for one recipient: that of the agreements or of what it follows, unless the message has expired, or is a version
     * of an alert of which a later one was accepted before.
     */
    static Ruling judge(
            Agreements agreements, Admission.Admitted admitted, AgencyId recipient, Instant at, Facts facts) {
        Message message = admitted.message();
        boolean expired = message.envelope()
                .expires()
                .map(end -> !end.toInstant().isAfter(at))
                .orElse(false);
        if (expired) {
            return Ruling.refused(recipient, Code.EXPIRED, message.envelope().handling());
        }
        return Versions.isOvertaken(message, facts)
                ? Ruling.refused(recipient, Code.OVERTAKEN, message.envelope().handling())
                : Following.judge(message, recipient, admitted.references(), agreements, at, facts);
    }
}
