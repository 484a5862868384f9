package org.kivuko.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.kivuko.model.Code;
import org.kivuko.model.Handling;

/**
 * Whether the agreements let one message reach one recipient, and which rules decided: a {@link Ruling} before anything of
 * the message is reduced. Immutable, thread-safe.
 */
public final class Decision {
    private final Judge judge;
    private final Matter matter;
    private final Instant at;
    private final Optional<Code> reason;
    private final List<CompiledRule> deciding;
    private final Handling handling;
    private final Optional<Hold> hold;

    /** @param deciding sorted by name */
    Decision(
            Judge judge,
            Matter matter,
            Instant at,
            Optional<Code> reason,
            List<CompiledRule> deciding,
            Handling handling,
            Optional<Hold> hold) {
        this.judge = judge;
        this.matter = matter;
        this.at = at;
        this.reason = reason;
        this.deciding = deciding;
        this.handling = handling;
        this.hold = hold;
    }

    /**
     * Why it is refused; empty where it crosses or is held. A flow report that is not refused here is still refused by its
     * ruling if small counts cannot be hidden in it.
     */
    public Optional<Code> reason() {
        return reason;
    }

    /** Present where somebody has to look at it first. */
    public Optional<Hold> hold() {
        return hold;
    }

    /** The permits that matched or the prohibits that refused, as {@code KEN-UGA.osbp@3/K-U-1}, sorted. */
    public List<String> rules() {
        return Judge.names(deciding);
    }

    /** The second half of judging: what of it crosses, and what the recipient owes for it. Worked out at each call. */
    public Ruling ruling() {
        return judge.rule(this);
    }

    Matter matter() {
        return matter;
    }

    Instant at() {
        return at;
    }

    List<CompiledRule> deciding() {
        return deciding;
    }

    /** The code under which it is delivered. */
    Handling handling() {
        return handling;
    }

    /** Shows no content. */
    @Override
    public String toString() {
        return "Decision[" + matter + reason.map(code -> " " + code).orElse("") + "]";
    }
}
