package org.kivuko.operations.redrive;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.Scope;

/**
 * What the ledger knows of copies in quarantine that still lie there. Every method throws
 * {@link org.kivuko.exchange.LedgerUnavailable} while it cannot be asked. Thread-safe.
 */
public interface FailureBook {
    /** What copies failed of, the most frequent first. */
    List<Cause> causes(Scope scope);

    /** Copies, the newest first, behind a place in their order. */
    List<Failure> failures(
            Optional<String> cause, Optional<AgencyId> agency, Scope scope, OptionalLong before, int max);

    /** One of them. */
    Optional<Failure> failure(String copy);

    /** Those that are meant, in the order in which they failed; at most so many. */
    List<Failure> selected(Select select, Scope scope, int max);

    /** They lie there no more, for good. */
    void gone(Collection<String> copies, String why);
}
