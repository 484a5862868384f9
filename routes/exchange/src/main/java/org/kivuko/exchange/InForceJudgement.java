package org.kivuko.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Given;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Role;

/**
 * Judges for one agency what is in force: from the originals, under the agreements and on the facts of now, as a delivery is
 * judged. Thread-safe.
 */
public final class InForceJudgement {
    private final Vault vault;
    private final Admission admission;
    private final Rulebook rulebook;
    private final FactsCollector facts;
    private final DeliveryWriter deliveries;

    public InForceJudgement(
            Vault vault, Admission admission, Rulebook rulebook, FactsCollector facts, DeliveryWriter deliveries) {
        this.vault = vault;
        this.admission = admission;
        this.rulebook = rulebook;
        this.facts = facts;
        this.deliveries = deliveries;
    }

    /** Something that may be told once it is recorded. */
    record Told(InForceBook.Disclosure disclosure, Shelf.Item shown) {}

    /** What comes of one candidate; nothing is told of most of those that are for others. */
    record Verdict(long position, Optional<Told> told) {}

    /** One verdict for each candidate, in their order. */
    List<Verdict> judge(AgencyId agency, Channel channel, List<InForceBook.Candidate> candidates, Instant at) {
        Agreements agreements = rulebook.agreements();
        Map<Outbox, List<Opened>> byOutbox = candidates.stream()
                .filter(candidate -> mayBeTold(candidate, at))
                .map(candidate -> open(agency, channel, candidate))
                .collect(Collectors.groupingBy(opened -> opened.reopened().outbox()));
        var told = new HashMap<Long, Told>();
        byOutbox.forEach((outbox, opened) -> {
            Map<Long, Told> asSent = judge(agency, agreements, outbox, opened, at);
            List<Opened> corrected = opened.stream()
                    .filter(each -> each.candidate().correction().isPresent())
                    .flatMap(each ->
                            Optional.ofNullable(asSent.remove(each.candidate().position()))
                                    .flatMap(first -> corrected(each, first))
                                    .stream())
                    .toList();
            told.putAll(asSent);
            told.putAll(judge(agency, agreements, outbox, corrected, at));
        });
        return candidates.stream()
                .map(candidate ->
                        new Verdict(candidate.position(), Optional.ofNullable(told.get(candidate.position()))))
                .toList();
    }

    /**
     * An original that was opened.
     *
     * @param had whether it crossed to the agency before
     * @param given where it is read as corrected, how it crosses as it was sent
     */
    private record Opened(InForceBook.Candidate candidate, Reopened reopened, boolean had, Optional<Given> given) {}

    /** Not what waits for an officer or was not released by one, nor what the agency may not hold any more. */
    private static boolean mayBeTold(InForceBook.Candidate candidate, Instant at) {
        Optional<InForceBook.Copy> copy = candidate.copy();
        boolean undecided = copy.filter(each -> each.outcome() == Outcome.HELD
                        || (each.wasHeld() && !each.outcome().crosses()))
                .isPresent();
        boolean over = copy.flatMap(InForceBook.Copy::retainUntil)
                .filter(until -> !until.isAfter(at))
                .isPresent();
        return !undecided && !over;
    }

    private Opened open(AgencyId agency, Channel channel, InForceBook.Candidate candidate) {
        Optional<InForceBook.Copy> copy = candidate.copy();
        boolean had = copy.filter(each -> each.outcome().crosses()).isPresent();
        var original = new Original(
                had ? copy.orElseThrow().delivery() : UUID.randomUUID(),
                candidate.key(),
                candidate.lane(),
                candidate.acceptedAt(),
                agency,
                copy.map(InForceBook.Copy::outcome).orElse(Outcome.REFUSED),
                copy.map(InForceBook.Copy::shownToSender).orElse(false),
                copy.map(InForceBook.Copy::wasHeld).orElse(false),
                candidate.content());
        var message = KeptMessage.read(vault.open(candidate.key().toString(), candidate.content()));
        var outbox = new Outbox(candidate.key().source(), channel, candidate.lane());
        return new Opened(candidate, new Reopened(original, outbox, admission.readmit(message)), had, Optional.empty());
    }

    /** A correction reaches whom its alert reaches, and shows nothing that was kept from it: so the alert was judged first. */
    private Optional<Opened> corrected(Opened opened, Told asSent) {
        InForceBook.Corrected correction = opened.candidate().correction().orElseThrow();
        Ruling first = asSent.disclosure().delivery().ruling();
        var given = new Given(first.rules(), first.removed(), first.transformed());
        return CorrectedAlert.of(
                        opened.reopened().message(),
                        KeptMessage.read(vault.open(correction.key().toString(), correction.content())))
                .map(message -> new Opened(
                        opened.candidate(),
                        new Reopened(
                                opened.reopened().original(), opened.reopened().outbox(), admission.readmit(message)),
                        opened.had(),
                        Optional.of(given)));
    }

    private Map<Long, Told> judge(
            AgencyId agency, Agreements agreements, Outbox outbox, List<Opened> opened, Instant at) {
        var told = new HashMap<Long, Told>();
        List<Opened> had = opened.stream().filter(Opened::had).toList();
        if (!had.isEmpty()) {
            Map<UUID, Facts> known = facts.again(
                    agreements, outbox, had.stream().map(Opened::reopened).toList(), at);
            for (Opened each : had) {
                Original original = each.reopened().original();
                Facts its = known.get(original.delivery()).withGiven(each.given());
                // What was held and crossed has been released by who had to.
                Facts used = original.wasHeld() ? its.withReview(Facts.Review.RELEASED) : its;
                Ruling ruling = Judging.judge(agreements, each.reopened().admitted(), agency, at, used);
                told(agreements, each, ruling, original.shownToSender(), used, at)
                        .ifPresent(it -> told.put(each.candidate().position(), it));
            }
        }
        List<Opened> others = opened.stream().filter(each -> !each.had()).toList();
        if (!others.isEmpty()) {
            told.putAll(judgeFirst(agency, agreements, outbox, others, at));
        }
        return told;
    }

    /** What never crossed to the agency is judged like a delivery to it, and counts like one. */
    private Map<Long, Told> judgeFirst(
            AgencyId agency, Agreements agreements, Outbox outbox, List<Opened> opened, Instant at) {
        var recipients = new HashSet<AgencyId>();
        recipients.add(agency);
        opened.forEach(each -> recipients.addAll(addressed(agreements, each, at)));
        FactsCollector.Collected collected = facts.collect(
                agreements,
                outbox,
                opened.stream().map(each -> each.reopened().admitted()).toList(),
                recipients,
                at);
        var told = new HashMap<Long, Told>();
        for (Opened each : opened) {
            if (isFor(agency, agreements, each, collected, at)) {
                Facts known =
                        collected.facts(each.reopened().admitted(), agency).withGiven(each.given());
                Ruling ruling = Judging.judge(agreements, each.reopened().admitted(), agency, at, known);
                collected.count(each.reopened().message(), ruling);
                boolean shown = isShown(agency, agreements, each, at);
                told(agreements, each, ruling, shown, known, at)
                        .ifPresent(it -> told.put(each.candidate().position(), it));
            }
        }
        return told;
    }

    /**
     * Who asks and is refused leaves no trace with the sender; so of a message with a person it must not see who asked and was
     * not, either. Nor does it see copies.
     */
    private static boolean isShown(AgencyId agency, Agreements agreements, Opened opened, Instant at) {
        return opened.candidate()
                .copy()
                .map(InForceBook.Copy::shownToSender)
                .orElse(!opened.candidate().person()
                        && !opened.reopened().message().hasPerson()
                        && addressed(agreements, opened, at).contains(agency));
    }

    private static Set<AgencyId> addressed(Agreements agreements, Opened opened, Instant at) {
        return agreements.expand(opened.reopened().message(), at) instanceof Agreements.Expansion.Recipients known
                ? known.agencies()
                : Set.of();
    }

    /** It was addressed, is addressed by the same words now, or would be given a copy of what others get. */
    private static boolean isFor(
            AgencyId agency, Agreements agreements, Opened opened, FactsCollector.Collected collected, Instant at) {
        Set<AgencyId> addressed = addressed(agreements, opened, at);
        if (opened.candidate().copy().isPresent() || addressed.contains(agency)) {
            return true;
        }
        if (!getsCopies(agency, agreements)) {
            return false;
        }
        var rulings = new ArrayList<Ruling>();
        for (AgencyId recipient : addressed) {
            Facts known = collected.facts(opened.reopened().admitted(), recipient);
            rulings.add(Judging.judge(agreements, opened.reopened().admitted(), recipient, at, known));
        }
        return agreements.copies(opened.reopened().message(), rulings).contains(agency);
    }

    private static boolean getsCopies(AgencyId agency, Agreements agreements) {
        return ReferenceChecks.isCentralContact(agency, agreements.directory())
                || agreements
                        .directory()
                        .agency(agency)
                        .filter(it -> it.roles().contains(Role.CHILD_PROTECTION))
                        .isPresent();
    }

    private Optional<Told> told(
            Agreements agreements, Opened opened, Ruling ruling, boolean shown, Facts known, Instant at) {
        if (!ruling.outcome().crosses()) {
            return Optional.empty();
        }
        Original original = opened.reopened().original();
        Optional<Instant> ends = KnownEnds.of(agreements, opened.reopened().admitted(), ruling, at, known);
        Traces traces = opened.had()
                ? Traces.NONE
                : facts.traces(agreements, opened.reopened().message(), original.delivery(), ruling);
        var delivery = new Delivery(original.delivery(), ruling, shown, known, traces, ends);
        var disclosure = new InForceBook.Disclosure(
                opened.candidate().position(),
                opened.candidate()
                        .correction()
                        .map(InForceBook.Corrected::position)
                        .orElse(0L),
                opened.reopened().outbox(),
                delivery,
                kind(opened, ruling));
        return Optional.of(new Told(disclosure, shown(opened, delivery)));
    }

    private static InForceBook.Kind kind(Opened opened, Ruling ruling) {
        if (!opened.had()) {
            return InForceBook.Kind.FIRST;
        }
        boolean same = opened.given().isPresent()
                || opened.candidate().copy().orElseThrow().saysTheSame(ruling);
        return same ? InForceBook.Kind.AS_BEFORE : InForceBook.Kind.OTHERWISE;
    }

    private Shelf.Item shown(Opened opened, Delivery delivery) {
        Outbox outbox = opened.reopened().outbox();
        Optional<InForceBook.Copy> before = opened.candidate().copy().filter(copy -> opened.had());
        Optional<LinkNumber> link = before.flatMap(InForceBook.Copy::link);
        Admission.Admitted admitted = opened.reopened().admitted();
        var rejudged = new SecondJudgement.Rejudged(
                admitted.message(), admitted.references(), delivery.ruling(), delivery.ends());
        var inbox = new Inbox(delivery.ruling().recipient(), outbox.channel(), outbox.lane());
        byte[] anew = deliveries.write(inbox, rejudged, delivery, link).body();
        byte[] message = before.map(
                        copy -> GivenClocks.earlier(GivenClocks.write(copy.acknowledgeBy(), copy.retainUntil()), anew))
                .orElse(anew);
        return new Shelf.Item(delivery.id(), outbox.lane(), message);
    }
}
