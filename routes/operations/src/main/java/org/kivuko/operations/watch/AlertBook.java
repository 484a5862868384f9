package org.kivuko.operations.watch;

import java.time.Duration;
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
    /**
     * The alerts that have not ended, by who judges them: an alert belongs to the hub that started it, and no other hub beside it
     * changes or ends it. Notes that this hub looks. What is about no hub alone passes to whoever looks first once its own hub
     * does not look any more.
     *
     * @param hub who looks; the same across its restarts
     * @param within it looks again at the latest after this, by the database's clock
     */
    Open open(UUID hub, Duration within);

    /**
     * Keeps what a look changed, and with it that somebody has to be told: a notice for each start and each end, for each
     * channel. An alert that another hub has started meanwhile gives no second one; one that belongs to another hub stays as it is.
     *
     * @param channels the names of the ways by which notices go
     */
    void keep(UUID hub, List<Hysteresis.Change> changes, Set<String> channels, Instant at);

    /**
     * The alerts that have not ended.
     *
     * @param own what the hub that asked judges
     * @param others what other hubs judge that are about no hub alone: they are not started a second time
     * @param left about hubs of which nothing was seen for {@link #FORGOTTEN}: what was wrong there is gone with them
     */
    record Open(List<Alert> own, List<Alert> others, List<Alert> left) {
        public Open {
            own = List.copyOf(own);
            others = List.copyOf(others);
            left = List.copyOf(left);
        }
    }

    /** After how long without a look a hub is taken for gone for ever. */
    Duration FORGOTTEN = Duration.ofDays(1);

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
