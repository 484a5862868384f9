package org.kivuko.exchange;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreements;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.Code;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageType;

/**
 * One inbox going round: everything in it is judged again under one set of rules. Withdrawn deliveries become voids, those
 * that cross otherwise are written anew, the others go back as they are. The ledger commits first, the broker second; after
 * a kill in between the same deliveries come again and the same is made of them.
 */
final class Round implements InboxKeeper.Turn {
    private static final Set<Code> HIDDEN = Set.of(Code.NOT_DELIVERABLE, Code.REVIEW_REQUIRED);
    private static final String DEAD = "hub.dead";

    private final Inbox inbox;
    private final Agreements agreements;
    private final Rest rest;
    private final Parts parts;
    private final RunOut runOut;
    private final Map<UUID, Withdrawals.Wanted> wanted;
    /** Of what came to its end, what was put back in the step in hand. */
    private Set<UUID> back = Set.of();

    /** What every round needs. */
    record Parts(
            Withdrawals withdrawals,
            SecondJudgement judgement,
            DeliveryWriter deliveries,
            Releaser releaser,
            InstantSource clock) {}

    /** What becomes of what nobody asked to have withdrawn. */
    enum Rest {
        /** What judging says. */
        JUDGED,
        /** It stays, unjudged: its recipient has left, and the agreements under which it crossed hold. */
        STAYS,
        /** It is returned, unjudged: its recipient has left, and the agreements are others. */
        GOES
    }

    /**
     * @param runOut what the broker has taken out of the inbox, and what goes back into it with this round
     * @param wanted what its recipient has taken over and asked for again: it is written anew, to stand where its number belongs
     */
    Round(
            Inbox inbox,
            Agreements agreements,
            Rest rest,
            Parts parts,
            List<UUID> runOut,
            List<Withdrawals.Wanted> wanted) {
        this.inbox = inbox;
        this.agreements = agreements;
        this.rest = rest;
        this.parts = parts;
        this.wanted = wanted.stream().collect(Collectors.toUnmodifiableMap(Withdrawals.Wanted::delivery, each -> each));
        var back = new ArrayList<>(runOut);
        var places = new HashMap<UUID, Withdrawals.Place>(
                runOut.isEmpty() ? Map.of() : parts.withdrawals().places(inbox.agency(), runOut));
        for (Withdrawals.Wanted each : wanted) {
            back.add(each.delivery());
            places.put(each.delivery(), each.place());
        }
        this.runOut = new RunOut(back, places);
    }

    @Override
    public void turn(InboxKeeper.Step step) {
        Instant at = parts.clock().instant();
        List<Waiting> taken = step.whole() && !runOut.isEmpty() ? withRunOut(step) : step.taken();
        if (taken.isEmpty()) {
            return;
        }
        List<UUID> ids = taken.stream().flatMap(item -> item.id().stream()).toList();
        Map<UUID, Lying> lying = parts.withdrawals().lying(inbox.agency(), ids);
        Map<UUID, Fate> fates = fates(taken, lying, at);
        Map<UUID, Lying.VoidPlace> voids = record(fates, at);
        var parcels = new ArrayList<Parcel>();
        for (Waiting item : taken) {
            Lying known = item.id().map(lying::get).orElse(null);
            parcel(item, known, item.id().map(fates::get), voids, at).ifPresent(parcels::add);
        }
        parts.releaser().release(new Projector.Departure(step.outlet(), parcels));
    }

    /** What the broker took out stands again where it stood. */
    private List<Waiting> withRunOut(InboxKeeper.Step step) {
        List<UUID> ids =
                step.taken().stream().flatMap(item -> item.id().stream()).toList();
        Map<UUID, Withdrawals.Place> places = parts.withdrawals().places(inbox.agency(), ids);
        var before = new ArrayList<List<UUID>>();
        var back = new ArrayList<UUID>();
        for (Waiting item : step.taken()) {
            List<UUID> earlier = item.id().map(places::get).map(runOut::before).orElse(List.of());
            before.add(earlier);
            back.addAll(earlier);
        }
        List<UUID> rest = step.last() ? runOut.rest() : List.of();
        back.addAll(rest);
        Map<UUID, Waiting> got = taken(step, back);
        var all = new ArrayList<Waiting>();
        for (int i = 0; i < before.size(); i++) {
            before.get(i).stream().map(got::get).filter(Objects::nonNull).forEach(all::add);
            all.add(step.taken().get(i));
        }
        rest.stream().map(got::get).filter(Objects::nonNull).forEach(all::add);
        return all;
    }

    /** Those of them that the broker had taken out, and those that are written anew. */
    private Map<UUID, Waiting> taken(InboxKeeper.Step step, List<UUID> items) {
        var got = new HashMap<UUID, Waiting>();
        List<UUID> out = items.stream().filter(id -> !wanted.containsKey(id)).toList();
        if (!out.isEmpty()) {
            step.takeRunOut(out).forEach(item -> got.put(item.id().orElseThrow(), item));
        }
        this.back = Set.copyOf(got.keySet());
        items.stream().filter(wanted::containsKey).forEach(id -> got.put(id, remembered(wanted.get(id))));
        return got;
    }

    /** Of what was handed over before nothing is left but its clocks; everything else is written from the original. */
    private static Waiting remembered(Withdrawals.Wanted wanted) {
        return new Waiting(
                Optional.of(wanted.delivery()),
                GivenClocks.write(wanted.acknowledgeBy(), wanted.retainUntil()),
                Formats.JSON.mediaType(),
                Optional.empty());
    }

    /** What becomes of an open delivery; the others have no fate to be decided any more. */
    private sealed interface Fate {
        /** @param ends when the broker is to take it out by itself */
        record Stays(Optional<Instant> ends) implements Fate {}

        record Goes(Withdrawal withdrawal) implements Fate {}

        record Changes(Delivery delivery, Parcel parcel) implements Fate {}
    }

    private Map<UUID, Fate> fates(List<Waiting> taken, Map<UUID, Lying> lying, Instant at) {
        var open = new LinkedHashSet<UUID>();
        lying.forEach((id, known) -> {
            if (known instanceof Lying.Open) {
                open.add(id);
            }
        });
        if (open.isEmpty()) {
            return Map.of();
        }
        Map<UUID, SecondJudgement.Rejudged> judged =
                rest == Rest.JUDGED ? parts.judgement().judge(open, agreements, at) : Map.of();
        var fates = new LinkedHashMap<UUID, Fate>();
        for (Waiting item : taken) {
            item.id()
                    .filter(open::contains)
                    .ifPresent(id -> fates.put(id, fate(item, id, (Lying.Open) lying.get(id), judged.get(id))));
        }
        return fates;
    }

    private Fate fate(Waiting item, UUID id, Lying.Open open, SecondJudgement.Rejudged judged) {
        if (open.asked().isPresent()) {
            return new Fate.Goes(open.asked().get());
        }
        if (wanted.containsKey(id) && wanted.get(id).recalled()) {
            return new Fate.Goes(new Withdrawal(id, DeliveryState.RECALLED, Code.RECALLED, Optional.empty()));
        }
        if (wanted.containsKey(id) && rest != Rest.JUDGED) {
            return goes(id, Optional.empty());
        }
        if (rest == Rest.STAYS) {
            // Its end is the one that its sender gave it: every other one comes with other agreements.
            return back.contains(id) ? goes(id, Optional.of(Code.EXPIRED)) : new Fate.Stays(item.ends());
        }
        if (judged == null) {
            return goes(id, Optional.empty());
        }
        if (judged.message().envelope().type() == MessageType.RECALL && !wanted.containsKey(id)) {
            // It crosses whatever has become of the agreement, and is never taken from whoever may have the original.
            return new Fate.Stays(Optional.empty());
        }
        if (!judged.ruling().outcome().crosses()) {
            return goes(id, judged.ruling().reason());
        }
        var delivery = new Delivery(id, judged.ruling(), judged.ends());
        Parcel anew = parts.deliveries().write(inbox, judged, delivery, open.link());
        return saysTheSame(item.body(), anew.body())
                ? new Fate.Stays(judged.ends())
                : new Fate.Changes(delivery, withEarlierClocks(item.body(), anew));
    }

    private static Fate goes(UUID id, Optional<Code> finding) {
        if (finding.filter(Code.EXPIRED::equals).isPresent()) {
            return new Fate.Goes(new Withdrawal(id, DeliveryState.EXPIRED, Code.EXPIRED, finding));
        }
        // What a protection keeps back, or holds, its sender must not be able to tell from what waits.
        boolean hidden = finding.filter(HIDDEN::contains).isPresent();
        Code reason = hidden ? Code.NOT_DELIVERABLE : Code.NOT_IN_FORCE;
        return new Fate.Goes(new Withdrawal(id, DeliveryState.RETURNED, reason, finding));
    }

    /** But for the clocks that begin with judging: judging again does not give anybody more time. */
    private static boolean saysTheSame(byte[] before, byte[] anew) {
        return event(before).remove(GivenClocks.MEMBERS).equals(event(anew).remove(GivenClocks.MEMBERS));
    }

    private static Parcel withEarlierClocks(byte[] before, Parcel anew) {
        return new Parcel(
                anew.queue(),
                anew.id(),
                GivenClocks.earlier(before, anew.body()),
                anew.contentType(),
                anew.properties(),
                anew.timeToLive());
    }

    private static ObjectNode event(byte[] body) {
        return (ObjectNode) MessageJson.tree(body);
    }

    private Map<UUID, Lying.VoidPlace> record(Map<UUID, Fate> fates, Instant at) {
        var withdrawn = new ArrayList<Withdrawal>();
        var rewritten = new ArrayList<Delivery>();
        for (Fate fate : fates.values()) {
            if (fate instanceof Fate.Goes goes) {
                withdrawn.add(goes.withdrawal());
            } else if (fate instanceof Fate.Changes changes) {
                rewritten.add(changes.delivery());
            }
        }
        return withdrawn.isEmpty() && rewritten.isEmpty()
                ? Map.of()
                : parts.withdrawals().record(withdrawn, rewritten, at);
    }

    /** What lies in the inbox instead; nothing where its recipient has it already. */
    private Optional<Parcel> parcel(
            Waiting item, Lying known, Optional<Fate> fate, Map<UUID, Lying.VoidPlace> voids, Instant at) {
        if (known instanceof Lying.TakenOver) {
            return Optional.empty();
        }
        if (known instanceof Lying.Withdrawn withdrawn) {
            return Optional.of(VoidWriter.write(inbox, withdrawn.place()));
        }
        if (known instanceof Lying.StandsVoid) {
            return Optional.of(asItIs(item, inbox.queue(), Map.of(), Duration.ZERO));
        }
        if (fate.isPresent() && fate.get() instanceof Fate.Stays stays) {
            return Optional.of(asItIs(item, inbox.queue(), Map.of(), KnownEnds.timeToLive(stays.ends(), at)));
        }
        if (fate.isPresent() && fate.get() instanceof Fate.Changes changes) {
            return Optional.of(changes.parcel());
        }
        if (fate.isPresent()) {
            return item.id().map(voids::get).map(place -> VoidWriter.write(inbox, place));
        }
        // Nobody knows it: an operator has to look. It is never dropped, and never handed over.
        return Optional.of(asItIs(item, DEAD, Map.of("queue", inbox.queue()), Duration.ZERO));
    }

    private static Parcel asItIs(Waiting item, String queue, Map<String, String> properties, Duration timeToLive) {
        Optional<UUID> id = properties.isEmpty() ? item.id() : Optional.empty();
        return new Parcel(queue, id, item.body(), item.contentType(), properties, timeToLive);
    }
}
