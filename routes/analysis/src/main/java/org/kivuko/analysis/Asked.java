package org.kivuko.analysis;

import java.time.Instant;
import java.util.Set;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Facts.Review;
import org.kivuko.agreement.Outcome;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Message;

/** A message that stands for its class, for one recipient at one instant, and the engine's answer. For one thread. */
final class Asked {
    private final Draft draft;
    private final Message message;
    private final AgencyId recipient;
    private final Instant at;
    private final Facts facts;
    private final Ruling ruling;
    private Set<String> delivered;

    Asked(Draft draft, Message message, AgencyId recipient, Instant at, Facts facts, Ruling ruling) {
        this.draft = draft;
        this.message = message;
        this.recipient = recipient;
        this.at = at;
        this.facts = facts;
        this.ruling = ruling;
    }

    /** Asks; where an officer has to look at it first, what crosses when he has released it. */
    static Asked of(Engine engine, Draft draft, Message message, AgencyId recipient, Instant at, Facts circumstance) {
        var facts = circumstance.withThreadProtected(draft.traveller().thread());
        var ruling = engine.judge(message, recipient, at, facts);
        if (ruling.outcome() != Outcome.HELD) {
            return new Asked(draft, message, recipient, at, facts, ruling);
        }
        var released = facts.withReview(Review.RELEASED);
        return new Asked(draft, message, recipient, at, released, engine.judge(message, recipient, at, released));
    }

    Draft draft() {
        return draft;
    }

    Message message() {
        return message;
    }

    AgencyId recipient() {
        return recipient;
    }

    Instant at() {
        return at;
    }

    /** Under which it crosses, or is refused. */
    Facts facts() {
        return facts;
    }

    Ruling ruling() {
        return ruling;
    }

    String from() {
        return draft.sender().state();
    }

    String to() {
        return recipient.state();
    }

    boolean crosses() {
        return ruling.data().isPresent();
    }

    /** The paths of everything that reaches the recipient. */
    Set<String> delivered() {
        if (delivered == null) {
            delivered = ruling.data()
                    .map(data -> Paths.of(draft.topic().type(), data))
                    .orElse(Set.of());
        }
        return delivered;
    }
}
