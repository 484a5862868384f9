package org.kivuko.agreement;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.agreement.Agreement.State;

/**
 * The life of an agreement: how it stands at every instant, from its text and the acts of its parties. Pure and immutable:
 * the same text and acts give the same life.
 *
 * <p>An agreement is a draft until every party has signed the text, then signed until every party has brought it into
 * force. Any party suspends alone, and only it resumes. Who gives notice leaves after the period of notice; who agrees to end
 * it waits for the others. With more than two parties suspending and leaving concern the acting party alone, until fewer
 * than two others remain.
 */
public final class Life {
    private final List<Phase> phases;

    Life(List<Phase> phases) {
        this.phases = List.copyOf(phases);
    }

    /** How it stands from an instant on, until the next phase. */
    record Phase(Instant from, Standing standing) {}

    /** An agreement whose state counts as it is written, for ever. */
    public static Life asWritten(State state, Map<String, Set<String>> annexes) {
        return new Life(List.of(new Phase(Instant.MIN, new Standing(state, annexes, Set.of(), Set.of()))));
    }

    /**
     * A life that begins as a draft and is made by acts alone.
     *
     * @param acts in the order in which they were done; one that is refused changes nothing
     */
    public static Life of(Agreement agreement, Collection<Act> acts) {
        return new Course(agreement, Optional.empty()).after(acts).life();
    }

    /** A life that begins as the text says and goes on by acts: where nobody is asked to sign. */
    public static Life fromWritten(Agreement agreement, Collection<Act> acts) {
        return new Course(agreement, Optional.of(agreement.state())).after(acts).life();
    }

    /** Why an act would not count after these; empty where it would. */
    public static Optional<ActRefusal> refusal(Agreement agreement, Collection<Act> before, Act act) {
        return new Course(agreement, Optional.empty()).after(before).refusal(act);
    }

    /** The same where the life begins as the text says. */
    public static Optional<ActRefusal> refusalFromWritten(Agreement agreement, Collection<Act> before, Act act) {
        return new Course(agreement, Optional.of(agreement.state()))
                .after(before)
                .refusal(act);
    }

    /** How the agreement stands at an instant. */
    public Standing at(Instant at) {
        for (int i = phases.size() - 1; i > 0; i--) {
            if (!at.isBefore(phases.get(i).from())) {
                return phases.get(i).standing();
            }
        }
        return phases.get(0).standing();
    }

    /** The instants at which it changes, past and known to come, in their order. */
    public List<Instant> changes() {
        return phases.stream().skip(1).map(Phase::from).toList();
    }

    /** From when on it binds nobody any more, where that is known. */
    public Optional<Instant> end() {
        return phases.stream()
                .filter(phase -> phase.standing().state() == State.TERMINATED)
                .map(Phase::from)
                .findFirst();
    }

    /** The same life with its end put off for as long as what was received may be held. */
    Life endingLater(Ending ending) {
        return new Life(phases.stream()
                .map(phase -> phase.standing().state() == State.TERMINATED
                        ? new Phase(ending.heldUntil(phase.from()).orElse(phase.from()), phase.standing())
                        : phase)
                .toList());
    }

    /** When a party that gave notice is no longer bound. */
    public Optional<Instant> leaves(String party) {
        return phases.stream()
                .filter(phase -> phase.standing().left().contains(party))
                .map(Phase::from)
                .findFirst();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Life life && life.phases.equals(phases);
    }

    @Override
    public int hashCode() {
        return phases.hashCode();
    }

    @Override
    public String toString() {
        return "Life" + phases;
    }
}
