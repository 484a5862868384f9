package org.kivuko.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.kivuko.exchange.format.Beside;
import org.kivuko.exchange.limit.OverQuota;
import org.kivuko.exchange.limit.Quotas;
import org.kivuko.exchange.limit.Standstill;
import org.kivuko.exchange.limit.Traffic;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

/**
 * What a door does with a submission before it answers. Thread-safe.
 *
 * <p>The order is what makes an answer true: the key is claimed, the message is sent and synced, the claim is marked
 * accepted, and only then the caller hears so. Broken off anywhere, the caller gives the same again: an open claim is sent
 * again, and the route drops the second copy.
 */
public final class Submissions {
    private final Intake intake;
    private final Ledger ledger;
    private final Doorstep doorstep;
    private final Quotas quotas;
    private final Standstill standstill;
    private final InstantSource clock;

    /** {@link Reception#receive}. */
    @FunctionalInterface
    public interface Intake {
        Reception.Result receive(byte[] body, String contentType, AgencyId sender, Beside beside);
    }

    public Submissions(
            Intake intake,
            Ledger ledger,
            Doorstep doorstep,
            Quotas quotas,
            Standstill standstill,
            InstantSource clock) {
        this.intake = intake;
        this.ledger = ledger;
        this.doorstep = doorstep;
        this.quotas = quotas;
        this.standstill = standstill;
        this.clock = clock;
    }

    /**
     * Takes what somebody known hands in.
     *
     * @param beside what stands beside the body
     * @throws BrokerUnavailable where it is not known whether it was sent; the same may be given again
     * @throws LedgerUnavailable likewise
     */
    public Submitted submit(byte[] body, String contentType, AgencyId sender, Beside beside) {
        return submit(body, contentType, sender, beside, Optional.empty());
    }

    /**
     * The same where something that the sender handed in before still waits for its quota.
     *
     * @param earlier what became of that; everything but assistance, which no quota holds back, waits behind it
     */
    public Submitted submit(
            byte[] body, String contentType, AgencyId sender, Beside beside, Optional<Submitted.Over> earlier) {
        Optional<String> still = standstill.reason();
        if (still.isPresent()) {
            return new Submitted.Still(still.get());
        }
        Reception.Result result = intake.receive(body, contentType, sender, beside);
        if (earlier.isPresent() && traffic(result) != Traffic.ASSISTANCE) {
            return earlier.get();
        }
        Instant now = clock.instant();
        Optional<OverQuota> over = quotas.take(sender, body.length, traffic(result), now);
        if (over.isPresent()) {
            return new Submitted.Over(over.get(), now);
        }
        if (result instanceof Reception.Repeated repeated) {
            return new Submitted.Accepted(repeated.key(), repeated.acceptedAt(), repeated.warnings(), true);
        }
        return result instanceof Reception.Refused refused
                ? new Submitted.Refused(refused.faults())
                : take((Reception.Welcome) result);
    }

    /** What is refused or repeated counts too: answering it is work. */
    private static Traffic traffic(Reception.Result result) {
        return result instanceof Reception.Welcome welcome
                ? Traffic.of(
                        welcome.claim().header().alertType(),
                        welcome.claim().outbox().lane())
                : Traffic.BULK;
    }

    private Submitted take(Reception.Welcome welcome) {
        Claimed claimed = ledger.claim(welcome.claim());
        if (claimed instanceof Claimed.Send send) {
            return sendAndMark(welcome, send.acceptedAt());
        }
        return withoutSending(welcome, claimed);
    }

    private static Submitted withoutSending(Reception.Welcome welcome, Claimed claimed) {
        if (claimed instanceof Claimed.Repeated repeated) {
            return accepted(welcome, repeated.acceptedAt(), true);
        }
        return claimed instanceof Claimed.Conflict ? conflict() : new Submitted.Busy();
    }

    private Submitted sendAndMark(Reception.Welcome welcome, Instant acceptedAt) {
        Claim claim = welcome.claim();
        try {
            doorstep.send(claim.outbox(), welcome.body(), welcome.warnings());
        } catch (BrokerUnavailable unknownOutcome) {
            noteFailure(claim);
            throw unknownOutcome;
        }
        return ledger.accept(claim.key(), claim.digest()) ? accepted(welcome, acceptedAt, false) : markAgain(welcome);
    }

    /** The claim fell while the send took its time, or a message of other content took the key meanwhile. */
    private Submitted markAgain(Reception.Welcome welcome) {
        Claim claim = welcome.claim();
        Claimed again = ledger.claim(claim);
        if (again instanceof Claimed.Send send && ledger.accept(claim.key(), claim.digest())) {
            return accepted(welcome, send.acceptedAt(), false);
        }
        return withoutSending(welcome, again);
    }

    /** The claim falls a minute later anyway, where not even this can be noted. */
    private void noteFailure(Claim claim) {
        try {
            ledger.sendFailed(claim.key(), claim.digest());
        } catch (LedgerUnavailable down) {
            // The caller hears of the broker first, and gives the same again.
        }
    }

    private static Submitted accepted(Reception.Welcome welcome, Instant at, boolean before) {
        return new Submitted.Accepted(welcome.claim().key(), at, welcome.warnings(), before);
    }

    private static Submitted conflict() {
        return new Submitted.Refused(List.of(new Fault("/id", Code.CONFLICT, Code.CONFLICT.title())));
    }
}
