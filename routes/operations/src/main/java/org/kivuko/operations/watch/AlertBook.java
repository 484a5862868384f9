package org.kivuko.operations.watch;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.exchange.SealedContent;
import org.kivuko.operations.people.Scope;

/**
 * Where alerts are kept, with what people did about them. Each method is one transaction that is synced when it returns, and
 * throws {@link org.kivuko.exchange.LedgerUnavailable} where the database does not answer. Thread-safe.
 */
public interface AlertBook {
    /** Every alert that has not ended. */
    List<Alert> open();

    /**
     * Keeps what a look changed, and with it that somebody has to be told: a notice for each start and each end, for each
     * channel. An alert that another hub has started or ended meanwhile gives no second one.
     *
     * @param channels the names of the ways by which notices go
     */
    void keep(List<Hysteresis.Change> changes, Set<String> channels, Instant at);

    /** A page of alerts, newest first. */
    List<Row> page(Asked asked);

    /** One alert; empty where there is none of this id, or none that may be seen. */
    Optional<Row> find(UUID alert, Scope scope);

    /** Notes that somebody has seen it; the first who does counts. */
    void acknowledge(UUID alert, String by, Instant at);

    /** @param to a login; empty: nobody */
    void assign(UUID alert, Optional<String> to);

    /** Adds a note; one of the same id is not added twice. */
    void note(UUID alert, SealedNote note);

    /** Which alerts are asked for. */
    enum Which {
        OPEN,
        ENDED,
        ALL
    }

    /**
     * A page.
     *
     * @param scope alerts about its agencies are seen, and those about no agency
     * @param after the {@link Row#no} of the last row of the page before
     * @param max at least 1
     */
    record Asked(Which which, Scope scope, Optional<Long> after, int max) {}

    /**
     * An alert and what people did about it.
     *
     * @param no its place in the list
     * @param assigned a login
     * @param notes oldest first
     */
    record Row(
            long no,
            Alert alert,
            Optional<Acknowledged> acknowledged,
            Optional<String> assigned,
            List<SealedNote> notes) {
        public Row {
            notes = List.copyOf(notes);
        }
    }

    /** Who has seen it first, and when. */
    record Acknowledged(String by, Instant at) {}

    /** @param text sealed under {@link #name}: who writes notes may write anything */
    record SealedNote(UUID id, String by, Instant at, SealedContent text) {
        /** The name under which the text of a note is sealed. */
        public static String name(UUID note) {
            return "note " + note;
        }
    }
}
