package org.kivuko.operations.search;

import java.util.List;
import java.util.Optional;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.people.Scope;

/**
 * What operators ask of the ledger. No question reads more than a bounded part of it. Every method is one transaction and throws
 * {@link org.kivuko.exchange.LedgerUnavailable} as those of {@link org.kivuko.exchange.Ledger} do. Thread-safe.
 */
public interface MessageSearch {
    /** A page of a list. */
    MessagePage list(MessageQuery query);

    /**
     * What one text names: messages with exactly this id, of whichever sender; the message of a ruling or a delivery with this id;
     * a message by its key, {@code KEN.DIS/id}; and behind these the messages that refer to one of them.
     *
     * @param text as somebody typed it
     * @param filter has to fit, too
     */
    List<MessageRow> named(String text, MessageFilter filter, int max);

    /** The whole life of a message; empty where there is none in this scope. */
    Optional<MessageLife> life(MessageKey key, Scope scope);

    /** Counts what lies in a part of time, at most so many of the newest as can be counted at once. */
    Facets facets(MessageFilter.Span span, Scope scope);

    /** The message as its sender sent it, sealed; empty where it is not kept any more. */
    Optional<SealedContent> content(MessageKey key);
}
