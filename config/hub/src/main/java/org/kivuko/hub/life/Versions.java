package org.kivuko.hub.life;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kivuko.agreement.Agreement.State;

/**
 * Which version of an agreement is in charge where signatures are required. One that every party has signed and brought into
 * force stays, whatever stands in its file, until a later version has come as far. Pure.
 */
final class Versions {
    private Versions() {}

    /**
     * The version in charge.
     *
     * @param written what its file says
     * @param kept what was in force before under the same id
     */
    static LivingAgreement inCharge(LivingAgreement written, List<LivingAgreement> kept, Instant now) {
        // A version is immutable once in force, so of two texts of the same version the kept one holds.
        return Stream.concat(kept.stream(), Stream.of(written))
                .filter(it -> governs(it, now))
                .reduce((one, other) ->
                        other.agreement().version() > one.agreement().version() ? other : one)
                .orElse(written);
    }

    /** Whether every party has signed it and it has come into force, even if it was suspended or ended since. */
    static boolean governs(LivingAgreement it, Instant now) {
        var agreement = it.agreement();
        var state = agreement.life().at(now).state();
        // With a fault in its acts nobody knows how it stands; an earlier version must not come back for that.
        boolean came = it.chain().fault().isPresent() || (state != State.DRAFT && state != State.SIGNED);
        return it.unsigned().isEmpty() && came && !begins(it).isAfter(now);
    }

    private static Instant begins(LivingAgreement it) {
        return Ends.begin(it.agreement().valid().from());
    }

    /** When a version that waits takes over by its date, if that is all that it waits for. */
    static Optional<Instant> takesOver(LivingAgreement it, Instant now) {
        return Optional.of(begins(it)).filter(from -> from.isAfter(now) && governs(it, from));
    }

    /** Why what its file says is not in charge, in one sentence. */
    static String why(LivingAgreement written, LivingAgreement inCharge, Instant now) {
        String stays = inCharge.text().reference() + ", which every party has signed, stays in charge";
        int version = written.agreement().version();
        if (written.text().equals(inCharge.text())) {
            return stays + ": signatures are missing or void beside its file";
        }
        if (version < inCharge.agreement().version()) {
            return stays + ": the file holds version " + version;
        }
        if (version == inCharge.agreement().version()) {
            return stays + ": its file has been changed since; give the change a new version";
        }
        if (!written.unsigned().isEmpty()) {
            return stays + " until version " + version + " is signed by " + String.join(", ", written.unsigned());
        }
        return begins(written).isAfter(now)
                ? stays + " until version " + version + " begins on "
                        + written.agreement().valid().from()
                : stays + " until every party has brought version " + version + " into force";
    }
}
