package org.kivuko.operations.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next from where it goes on; empty at its end
 * @param lookedUntil present where the page is not full though the list goes on: what was looked through ends here, since a
 *     question about what is rare must not read the whole ledger at once
 */
public record MessagePage(List<MessageRow> messages, Optional<Position> next, Optional<Instant> lookedUntil) {
    public MessagePage {
        messages = List.copyOf(messages);
    }
}
