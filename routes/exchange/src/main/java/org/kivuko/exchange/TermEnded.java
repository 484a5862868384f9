package org.kivuko.exchange;

/** Another consumer has taken the outbox over; this one stops and may begin anew. */
public final class TermEnded extends Exception {
    public TermEnded(OutboxTerm term) {
        super("another consumer has taken over " + term.outbox().queue());
    }
}
