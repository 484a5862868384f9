package org.kivuko.operations.people;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;

/** Where the rows of the audit are kept, the free texts in them sealed. Thread-safe. */
public interface AuditStore {
    /**
     * A row as it is kept.
     *
     * @param id under whose name the texts are sealed
     * @param entry with empty texts
     * @param agencies those that the target names
     * @param texts reason and purpose
     */
    record Kept(long no, UUID id, AuditEntry entry, Set<AgencyId> agencies, SealedContent texts) {
        public Kept {
            agencies = Set.copyOf(agencies);
        }
    }

    /** Adds a row; its number is given by the store. */
    long add(UUID id, AuditEntry entry, Set<AgencyId> agencies, SealedContent texts);

    /** Ends a row that is unfinished. */
    void end(long no, AuditEnd end, Set<AgencyId> agencies);

    /** Rows, newest first. */
    List<Kept> rows(AuditQuery query);
}
