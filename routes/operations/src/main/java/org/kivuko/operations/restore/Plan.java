package org.kivuko.operations.restore;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.kivuko.exchange.Inbox;

/**
 * What has to be done so that broker and ledger are of one mind again.
 *
 * @param drift how far they are apart
 * @param since what happened after it may be unknown; empty where nothing ever did
 * @param released up to which batch everything of an outbox counts as released, where that is to be said
 * @param again deliveries that their inboxes lack: they are written anew, under the same ids and numbers
 * @param inboxes every inbox: each has to go round
 * @param takenOver what lies in its inbox no more
 * @param losses what may have been lost
 */
public record Plan(
        Drift drift,
        Optional<Instant> since,
        Map<String, Long> released,
        Set<UUID> again,
        Collection<Inbox> inboxes,
        Map<Inbox, Set<UUID>> takenOver,
        List<Loss> losses) {
    public Plan {
        released = Map.copyOf(released);
        again = Set.copyOf(again);
        inboxes = List.copyOf(inboxes);
        takenOver = Map.copyOf(takenOver);
        losses = List.copyOf(losses);
    }
}
