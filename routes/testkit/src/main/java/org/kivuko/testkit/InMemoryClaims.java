package org.kivuko.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.kivuko.exchange.Claim;
import org.kivuko.exchange.Claimed;
import org.kivuko.exchange.Digest;
import org.kivuko.exchange.Outbox;
import org.kivuko.model.MessageKey;
import org.kivuko.testkit.InMemoryBatch.Message;

/** What doors claim in an {@link InMemoryLedger} before they send. Guarded by the ledger. */
final class InMemoryClaims {
    private static final Duration FORGOTTEN = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<MessageKey, Message> messages;

    InMemoryClaims(Clock clock, Map<MessageKey, Message> messages) {
        this.clock = clock;
        this.messages = messages;
    }

    Claimed claim(Claim claim) {
        Message held = messages.get(claim.key());
        if (held == null) {
            held = new Message(claim.key());
            held.digest = claim.digest();
            held.header = claim.header();
            held.outbox = claim.outbox();
            held.acceptedAt = InMemoryLedger.kept(claim.at());
            messages.put(claim.key(), held);
        }
        boolean same = held.digest.equals(claim.digest());
        if (!held.openClaim()) {
            return same ? new Claimed.Repeated(held.acceptedAt) : new Claimed.Conflict();
        }
        if (!same) {
            return new Claimed.Busy();
        }
        held.triedAt = InMemoryLedger.kept(claim.at());
        held.sendFailedAt = null;
        return new Claimed.Send(held.acceptedAt);
    }

    boolean accept(MessageKey key, Digest digest) {
        Message held = messages.get(key);
        boolean holds = held != null && held.digest.equals(digest);
        if (holds) {
            held.accepted = true;
        }
        return holds;
    }

    Optional<Instant> acceptedAt(MessageKey key, Digest digest) {
        return Optional.ofNullable(messages.get(key))
                .filter(held -> held.digest.equals(digest) && !held.openClaim())
                .map(held -> held.acceptedAt);
    }

    void sendFailed(MessageKey key, Digest digest) {
        Message held = messages.get(key);
        if (held != null && held.digest.equals(digest)) {
            held.sendFailedAt = InMemoryLedger.kept(clock.instant());
        }
    }

    /** Drops the claims of an outbox that was read to its end without what they promised. */
    void forget(Outbox outbox, Instant since) {
        messages.values()
                .removeIf(held -> held.openClaim()
                        && held.outbox.equals(outbox)
                        && ((held.sendFailedAt != null && held.sendFailedAt.isBefore(since))
                                || held.triedAt.isBefore(since.minus(FORGOTTEN))));
    }
}
