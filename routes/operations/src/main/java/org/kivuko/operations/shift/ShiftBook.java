package org.kivuko.operations.shift;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.kivuko.exchange.SealedContent;
import org.kivuko.operations.people.Scope;

/**
 * Where hand-over notes and windows of maintenance are kept; what people write is sealed. Each method is one transaction that is synced
 * when it returns, and throws {@link org.kivuko.exchange.LedgerUnavailable} where the database does not answer. Thread-safe.
 */
public interface ShiftBook {
    /** The newest of the notes that were left from within a scope, newest first. */
    List<Note> notes(int max, Scope scope);

    /** Adds a note; one of the same id is added once. */
    void add(Note note);

    /** The windows that end after an instant, in the order of their beginnings. */
    List<Window> windows(Instant after);

    /** Announces a window; one of the same id is announced once. */
    void announce(Window window);

    /** The windows that the partners were not told of yet, oldest first. */
    List<Window> untold();

    /** Every partner was told of a window. */
    void told(UUID window, Instant at);

    /** @param scope whose matters it may be about: that of who left it */
    record Note(UUID id, String by, Scope scope, Instant at, SealedContent text) {}

    record Window(Maintenance maintenance, SealedContent text) {}
}
