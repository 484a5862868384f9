package org.kivuko.hub.life;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kivuko.connector.http.RuleChanges.Refused;
import org.kivuko.connector.postgres.LifeBook.ActRow;
import org.kivuko.hub.signing.SignedAct;
import org.kivuko.model.Code;

/**
 * Acts on their way into the book: each is checked against what the ones before it have made of its agreement, and all are
 * recorded together. Not thread-safe.
 */
final class Intake {
    /** By how much the clock of an authority may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Instant now;
    private final List<ActRow> rows = new ArrayList<>();
    private final List<SignedAct> acts = new ArrayList<>();
    private LivingAgreements living;

    /** @param now from when the acts count, to microseconds as the book keeps it */
    Intake(LivingAgreements living, Instant now) {
        this.living = living.at(now);
        this.now = now.truncatedTo(ChronoUnit.MICROS);
    }

    /** Takes the next act; or says why it cannot be appended, and takes nothing. */
    Optional<Refused> take(SignedAct act) {
        var found = living.find(act.agreement(), act.version());
        if (found.isEmpty()) {
            return refused(Code.NOT_FOUND, "this hub holds no " + act.agreement() + "@" + act.version());
        }
        var agreement = found.get();
        if (act.at().isAfter(now.plus(AHEAD))) {
            return refused(Code.SCHEMA_VIOLATION, "the act is dated ahead of this hub's clock");
        }
        if (!act.previous().equals(agreement.chain().head())) {
            return refused(Code.CONFLICT, "the act does not follow the last one; ask for the acts and sign again");
        }
        var why = agreement.refusal(act, now, living.keys(), living.way());
        if (why.isPresent()) {
            return refused(Code.SCHEMA_VIOLATION, why.get());
        }
        rows.add(new ActRow(
                agreement.text().digest(),
                act.previous(),
                act.digest(),
                act.agreement(),
                act.deed().code(),
                act.compact(),
                now));
        acts.add(act);
        living = living.with(agreement.and(act, now, living.way()));
        return Optional.empty();
    }

    private static Optional<Refused> refused(Code code, String why) {
        return Optional.of(Refused.of(code, why));
    }

    /** What is to be recorded, in its order. */
    List<ActRow> rows() {
        return List.copyOf(rows);
    }

    List<SignedAct> acts() {
        return List.copyOf(acts);
    }

    /** How the agreements stand once it is. */
    LivingAgreements living() {
        return living;
    }
}
