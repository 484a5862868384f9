package org.kivuko.exchange;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.kivuko.agreement.Hold;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Role;

/**
 * Who may see what is held, and who decides about it: operators about what an agreement or H3 holds; the refugee authority of
 * the recipient's state, and nobody else, about what is held for a person under protection (PR-3). Thread-safe.
 */
public final class Reviews {
    private static final int ALL = 10_000;

    private final Agenda agenda;
    private final Rulebook rulebook;
    private final Vault vault;
    private final InstantSource clock;

    public Reviews(Agenda agenda, Rulebook rulebook, Vault vault, InstantSource clock) {
        this.agenda = agenda;
        this.rulebook = rulebook;
        this.vault = vault;
        this.clock = clock;
    }

    /** What came of a decision. */
    public enum Result {
        /** It is noted and will be carried out. */
        NOTED,
        /** Somebody decided before. */
        DECIDED_BEFORE,
        /** Nothing is held under this id for this caller. */
        NOT_FOUND,
        /** The caller knows of it and has not the right to decide. */
        NOT_ALLOWED
    }

    /** What waits for this caller, oldest first; empty where the caller is no reviewer at all. */
    public Optional<List<HeldRow>> held(Caller caller, int max) {
        if (!reviews(caller)) {
            return Optional.empty();
        }
        return Optional.of(agenda.held(ALL).stream()
                .filter(row -> sees(caller, row))
                .limit(max)
                .toList());
    }

    /** One held delivery, where it waits for this caller; empty where the caller is no reviewer, or none of this. */
    public Optional<HeldRow> held(Caller caller, UUID delivery) {
        return reviews(caller) ? agenda.held(delivery).filter(row -> sees(caller, row)) : Optional.empty();
    }

    /**
     * Decides.
     *
     * @param reason why; kept sealed
     */
    public Result decide(Caller caller, UUID delivery, boolean release, String reason) {
        Optional<HeldRow> held = agenda.held(delivery).filter(row -> sees(caller, row));
        if (!reviews(caller)) {
            return Result.NOT_ALLOWED;
        }
        if (held.isEmpty()) {
            return Result.NOT_FOUND;
        }
        if (!decides(caller, held.get())) {
            return Result.NOT_ALLOWED;
        }
        SealedContent sealed = vault.seal("review " + delivery, reason.getBytes(StandardCharsets.UTF_8));
        Errand.Kind kind = release ? Errand.Kind.RELEASE : Errand.Kind.REFUSE;
        return agenda.decide(delivery, kind, name(caller), sealed, clock.instant())
                ? Result.NOTED
                : Result.DECIDED_BEFORE;
    }

    /** A third agency learns nothing, not even whether something is held. */
    private boolean reviews(Caller caller) {
        return caller instanceof Caller.Operator || isRefugeeAuthority(caller);
    }

    private boolean sees(Caller caller, HeldRow row) {
        return caller instanceof Caller.Operator || decides(caller, row);
    }

    private boolean decides(Caller caller, HeldRow row) {
        if (row.cause() == Hold.Cause.REVIEW) {
            return caller instanceof Caller.Operator;
        }
        return caller instanceof Caller.OfAgency own
                && isRefugeeAuthority(caller)
                && own.agency().state().equals(row.recipient().state());
    }

    private boolean isRefugeeAuthority(Caller caller) {
        return caller instanceof Caller.OfAgency own
                && agency(own.agency())
                        .map(known -> known.roles().contains(Role.REFUGEE))
                        .orElse(false);
    }

    private Optional<Directory.Agency> agency(AgencyId id) {
        return rulebook.agreements().directory().agencies().stream()
                .filter(agency -> agency.id().equals(id))
                .findFirst();
    }

    private static String name(Caller caller) {
        return caller instanceof Caller.OfAgency own ? own.agency().toString() : ((Caller.Operator) caller).login();
    }
}
