package org.kivuko.operations.search;

import java.time.Instant;
import java.util.Optional;
import org.kivuko.agreement.Outcome;
import org.kivuko.model.AlertType;
import org.kivuko.model.Code;
import org.kivuko.model.MessageType;
import org.kivuko.model.Status;
import org.kivuko.operations.people.Scope;

/**
 * Which messages are looked for: all that is stated has to fit. What is said of a recipient, an outcome and a reason has to fit
 * one and the same standing ruling.
 *
 * @param scope of whoever looks
 */
public record MessageFilter(Parties parties, Kinds kinds, Ruled ruled, Span span, Scope scope) {

    /** Everything within a scope. */
    public static MessageFilter within(Scope scope) {
        return new MessageFilter(Parties.ANY, Kinds.ANY, Ruled.ANY, Span.OPEN, scope);
    }

    /** The same for another part of time. */
    public MessageFilter in(Span other) {
        return new MessageFilter(parties, kinds, ruled, other, scope);
    }

    /**
     * Between whom.
     *
     * @param agency on either side
     * @param from who sent it
     * @param to for whom it was judged
     */
    public record Parties(Optional<Place> agency, Optional<Place> from, Optional<Place> to) {
        static final Parties ANY = new Parties(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What it is. */
    public record Kinds(Optional<MessageType> type, Optional<AlertType> alertType, Optional<Status> status) {
        static final Kinds ANY = new Kinds(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** What was ruled. */
    public record Ruled(Optional<Outcome> outcome, Optional<Code> reason) {
        static final Ruled ANY = new Ruled(Optional.empty(), Optional.empty());
    }

    /**
     * When it was accepted; either end may be open.
     *
     * @param since first instant, included
     * @param until first instant that is not included any more
     */
    public record Span(Optional<Instant> since, Optional<Instant> until) {
        /** All the time. */
        public static final Span OPEN = new Span(Optional.empty(), Optional.empty());
    }
}
