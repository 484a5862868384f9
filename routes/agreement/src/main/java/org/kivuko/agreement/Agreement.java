package org.kivuko.agreement;

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
 * @param annexes for each annex the states that have accepted it
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
        List<Rule> rules) {

    public Agreement {
        parties = List.copyOf(parties);
        annexes = Map.copyOf(annexes);
        rules = List.copyOf(rules);
    }

    /** The name that rulings and deliveries carry, {@code KEN-UGA.osbp@3}. */
    public String reference() {
        return id + "@" + version;
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
