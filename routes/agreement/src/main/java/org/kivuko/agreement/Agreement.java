package org.kivuko.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kivuko.model.Coded;

/**
 * One agreement as its parties wrote it. One party makes a national protocol, two a bilateral, more a multilateral
 * agreement.
 *
 * @param id for example {@code KEN-UGA.osbp}
 * @param state as it is written; how the agreement really stands, its life says
 * @param annexes for each annex the states that have accepted it in the text
 */
public record Agreement(
        String id,
        int version,
        String title,
        Instrument instrument,
        List<String> parties,
        State state,
        Validity valid,
        Map<String, Set<String>> annexes,
        List<Rule> rules,
        Ending ending,
        Life life) {

    public Agreement {
        parties = List.copyOf(parties);
        annexes = Map.copyOf(annexes);
        rules = List.copyOf(rules);
    }

    /** An agreement that stands as it is written and says nothing of how it ends. */
    public Agreement(
            String id,
            int version,
            String title,
            Instrument instrument,
            List<String> parties,
            State state,
            Validity valid,
            Map<String, Set<String>> annexes,
            List<Rule> rules) {
        this(
                id,
                version,
                title,
                instrument,
                parties,
                state,
                valid,
                annexes,
                rules,
                Ending.UNSAID,
                Life.asWritten(state, annexes));
    }

    /** The same text with another life. */
    public Agreement with(Life other) {
        return new Agreement(id, version, title, instrument, parties, state, valid, annexes, rules, ending, other);
    }

    /**
     * The agreement as it stands at an instant: its state and annexes as its life made them, and the parties that it binds
     * then.
     */
    public Agreement asOf(Instant at) {
        var standing = life.at(at);
        var bound = parties.stream()
                .filter(party -> !standing.suspendedBy().contains(party)
                        && !standing.left().contains(party))
                .toList();
        return new Agreement(
                id,
                version,
                title,
                instrument,
                bound,
                standing.state(),
                valid,
                standing.annexes(),
                rules,
                ending,
                life);
    }

    /** The name that rulings and deliveries carry, {@code KEN-UGA.osbp@3}. */
    public String reference() {
        return id + "@" + version;
    }

    /** The same, where it is not signed by every party yet, as it will hold once it is. */
    public Agreement adopted() {
        return switch (state) {
            case DRAFT, SIGNED -> in(State.IN_FORCE);
            case PROVISIONAL, IN_FORCE, SUSPENDED, TERMINATED -> this;
        };
    }

    /** The same text as if it had been written with another state, and nobody had acted on it. */
    public Agreement in(State other) {
        return new Agreement(
                id,
                version,
                title,
                instrument,
                parties,
                other,
                valid,
                annexes,
                rules,
                ending,
                Life.asWritten(other, annexes));
    }

    /** The legal text behind it. */
    public record Instrument(String name, Optional<String> article) {}

    /** UTC days: {@code from} included, {@code until} excluded. */
    public record Validity(LocalDate from, Optional<LocalDate> until) {}

    /** Life of an agreement; provisional and in force are in force. */
    public enum State implements Coded {
        DRAFT("draft"),
        SIGNED("signed"),
        PROVISIONAL("provisional"),
        IN_FORCE("in-force"),
        SUSPENDED("suspended"),
        TERMINATED("terminated");

        private final String code;

        State(String code) {
            this.code = code;
        }

        @Override
        public String code() {
            return code;
        }
    }
}
