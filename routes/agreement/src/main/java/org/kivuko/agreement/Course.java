package org.kivuko.agreement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.kivuko.agreement.Agreement.State;

/** Goes through the acts of an agreement, one after the other. Lives as long as one question; not thread-safe. */
final class Course {
    private final Agreement agreement;
    private final Optional<State> written;
    private final Set<String> parties;
    private final Set<String> signed = new HashSet<>();
    private final Map<String, Boolean> broughtProvisionally = new HashMap<>();
    private final Map<String, Set<String>> annexes = new HashMap<>();
    private final Set<String> suspended = new HashSet<>();
    private final Set<String> ending = new HashSet<>();
    private final Set<String> left = new HashSet<>();
    private final TreeMap<Instant, Set<String>> leaving = new TreeMap<>();
    private final List<Life.Phase> phases = new ArrayList<>();
    private Instant last = Instant.MIN;

    /** @param written the state it begins with; empty where it begins as a draft that nobody has signed */
    Course(Agreement agreement, Optional<State> written) {
        this.agreement = agreement;
        this.written = written;
        parties = Set.copyOf(agreement.parties());
        agreement.annexes().forEach((annex, states) -> annexes.put(annex, new HashSet<>(states)));
        note(Instant.MIN);
    }

    /** Those that are refused are passed over. */
    Course after(Collection<Act> acts) {
        for (Act act : acts) {
            if (refusal(act).isEmpty()) {
                letLeave(act.at());
                last = act.at();
                take(act);
                note(act.at());
            }
        }
        return this;
    }

    Life life() {
        letLeave(Instant.MAX);
        return new Life(phases);
    }

    Optional<ActRefusal> refusal(Act act) {
        if (!parties.contains(act.party())) {
            return Optional.of(ActRefusal.NOT_A_PARTY);
        }
        if (act.at().isBefore(last)) {
            return Optional.of(ActRefusal.OUT_OF_ORDER);
        }
        var gone = goneBy(act.at());
        if (gone.contains(act.party()) || state(gone) == State.TERMINATED) {
            return Optional.of(ActRefusal.ENDED);
        }
        if (act instanceof Act.Sign) {
            return when(signed.contains(act.party()) || written.isPresent(), ActRefusal.ALREADY_SO);
        }
        if (act instanceof Act.BringIntoForce bring) {
            return bringing(bring);
        }
        if (act instanceof Act.AcceptAnnex accept) {
            return accepting(accept);
        }
        return onceInForce(act);
    }

    /** Who brought it into force provisionally can still do so for good. */
    private Optional<ActRefusal> bringing(Act.BringIntoForce act) {
        Boolean before = broughtProvisionally.get(act.party());
        boolean already = before != null && (!before || act.provisionally());
        return when(!allSigned(), ActRefusal.NOT_SIGNED)
                .or(() -> when(already || isWrittenInForce(), ActRefusal.ALREADY_SO));
    }

    private Optional<ActRefusal> accepting(Act.AcceptAnnex act) {
        var accepted = annexes.get(act.annex());
        return when(accepted == null, ActRefusal.NO_SUCH_ANNEX)
                .or(() -> when(accepted.contains(act.party()), ActRefusal.ALREADY_SO));
    }

    private Optional<ActRefusal> onceInForce(Act act) {
        if (!broughtByAll()) {
            return Optional.of(ActRefusal.NOT_IN_FORCE);
        }
        if (act instanceof Act.Resume) {
            return when(!suspended.contains(act.party()), ActRefusal.NOT_SUSPENDED_BY_IT);
        }
        boolean already = (act instanceof Act.Suspend && suspended.contains(act.party()))
                || (act instanceof Act.Terminate && ending.contains(act.party()))
                || (act instanceof Act.GiveNotice
                        && leaving.values().stream().anyMatch(those -> those.contains(act.party())));
        return when(already, ActRefusal.ALREADY_SO);
    }

    private static Optional<ActRefusal> when(boolean refused, ActRefusal refusal) {
        return refused ? Optional.of(refusal) : Optional.empty();
    }

    private void take(Act act) {
        if (act instanceof Act.Sign) {
            signed.add(act.party());
        } else if (act instanceof Act.BringIntoForce bring) {
            broughtProvisionally.put(act.party(), bring.provisionally());
        } else if (act instanceof Act.AcceptAnnex accept) {
            annexes.get(accept.annex()).add(act.party());
        } else if (act instanceof Act.Suspend) {
            suspended.add(act.party());
        } else if (act instanceof Act.Resume) {
            suspended.remove(act.party());
        } else if (act instanceof Act.GiveNotice) {
            leaving.computeIfAbsent(agreement.ending().noticeEnds(act.at()), end -> new HashSet<>())
                    .add(act.party());
        } else {
            ending.add(act.party());
        }
    }

    private Set<String> goneBy(Instant at) {
        var gone = new HashSet<>(left);
        leaving.headMap(at, true).values().forEach(gone::addAll);
        return gone;
    }

    /** Lets those leave whose notice is over by an instant, each at its own. */
    private void letLeave(Instant until) {
        while (!leaving.isEmpty() && !leaving.firstKey().isAfter(until)) {
            var end = leaving.pollFirstEntry();
            left.addAll(end.getValue());
            note(end.getKey());
        }
    }

    private void note(Instant from) {
        var standing = new Standing(state(left), accepted(), suspended, left);
        if (!phases.isEmpty() && phases.get(phases.size() - 1).from().equals(from)) {
            phases.remove(phases.size() - 1);
        }
        if (phases.isEmpty() || !phases.get(phases.size() - 1).standing().equals(standing)) {
            phases.add(new Life.Phase(from, standing));
        }
    }

    private Map<String, Set<String>> accepted() {
        var copy = new HashMap<String, Set<String>>();
        annexes.forEach((annex, states) -> copy.put(annex, Set.copyOf(states)));
        return copy;
    }

    private State state(Set<String> gone) {
        var bound = new HashSet<>(parties);
        bound.removeAll(gone);
        int needed = Math.min(2, parties.size());
        if (bound.size() < needed || ending.containsAll(bound)) {
            return State.TERMINATED;
        }
        if (!broughtByAll()) {
            return written.orElse(allSigned() ? State.SIGNED : State.DRAFT);
        }
        boolean provisional = bound.stream().anyMatch(this::isProvisional);
        bound.removeAll(suspended);
        if (bound.size() < needed || written.filter(State.SUSPENDED::equals).isPresent()) {
            return State.SUSPENDED;
        }
        return provisional ? State.PROVISIONAL : State.IN_FORCE;
    }

    private boolean isProvisional(String party) {
        return broughtProvisionally.getOrDefault(
                party, written.filter(State.PROVISIONAL::equals).isPresent());
    }

    private boolean allSigned() {
        return signed.containsAll(parties)
                || written.filter(state -> state != State.DRAFT).isPresent();
    }

    private boolean broughtByAll() {
        return isWrittenInForce() || broughtProvisionally.keySet().containsAll(parties);
    }

    private boolean isWrittenInForce() {
        return written.filter(
                        state -> state == State.IN_FORCE || state == State.PROVISIONAL || state == State.SUSPENDED)
                .isPresent();
    }
}
