package org.kivuko.operations.people;

import java.util.List;

/**
 * The book of what operators did. Rows are added and ended, never changed or taken away. Every method throws
 * {@link org.kivuko.exchange.LedgerUnavailable} while the book cannot be written: then nothing is done. Thread-safe.
 */
public interface AuditBook {
    /**
     * Writes down an act that is about to be done, before it is.
     *
     * @return the number by which it is ended
     */
    long begin(AuditEntry entry);

    /** Writes down how it ended; a second end of the same act is ignored. */
    void end(long no, AuditEnd end);

    /** Writes down an act whose outcome is known already. */
    default void record(AuditEntry entry) {
        begin(entry);
    }

    /** What was written down, newest first. */
    List<AuditRow> rows(AuditQuery query);
}
