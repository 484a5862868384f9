package org.kivuko.exchange;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import org.kivuko.agreement.Hold;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.Role;

/**
 * Who may see what is held, and who decides about it: operators about what an agreement or H3 holds; the refugee authority of
 * the recipient's state, and nobody else, about what is held for a person under protection (PR-3). Thread-safe.
 */
public final class Reviews {
    /** So many are read at once, and so many looked at in one question: who sees few of them asks again. */
    private static final int AT_ONCE = 500;

    private static final int LOOKED_AT = 10_000;

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

    /**
     * A part of what waits for a caller.
     *
     * @param next where the next part begins; empty where there is none. Even a part without rows may have one
     */
    public record Part(List<HeldRow> rows, OptionalLong next) {
        public Part {
            rows = List.copyOf(rows);
        }
    }

    /**
     * What waits for this caller, oldest first; empty where the caller is no reviewer at all.
     *
     * @param concerns which of it is asked for
     * @param after what the part before named as next, 0 for the first
     */
    public Optional<Part> held(Caller caller, Predicate<HeldRow> concerns, long after, int max) {
        return reviews(caller)
                ? Optional.of(part(row -> sees(caller, row) && concerns.test(row), after, max))
                : Optional.empty();
    }

    private Part part(Predicate<HeldRow> wanted, long after, int max) {
        var found = new ArrayList<HeldRow>();
        long last = after;
        for (int looked = 0; looked < LOOKED_AT; ) {
            int asked = Math.min(AT_ONCE, LOOKED_AT - looked);
            List<HeldRow> rows = agenda.held(last, asked);
            for (HeldRow row : rows) {
                if (wanted.test(row) && found.size() == max) {
                    return new Part(found, OptionalLong.of(last));
                }
                if (wanted.test(row)) {
                    found.add(row);
                }
                last = row.no();
            }
            if (rows.size() < asked) {
                return new Part(found, OptionalLong.empty());
            }
            looked += rows.size();
        }
        return new Part(found, OptionalLong.of(last));
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
