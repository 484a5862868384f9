package org.kivuko.exchange;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.kivuko.agreement.Agreements;
import org.kivuko.model.AgencyId;

/**
 * Under what inboxes are judged at an instant: a fingerprint of the agreements of their state, and one of everything that
 * decides. An agency that the directory does not name any more may fetch what waits for it for as long as the first one stays;
 * nobody can judge anything for it again. Writing all rules down takes time, so whoever asks for many inboxes keeps one of
 * these for as long as it holds. Immutable.
 */
final class JudgedUnder {
    private static final String SEPARATOR = " ";

    private final Agreements agreements;
    private final Optional<Instant> nextChange;
    private final UnaryOperator<String> ofAgreements;
    private final Map<String, String> ofEverything;

    JudgedUnder(Agreements agreements, Instant at) {
        this.agreements = agreements;
        nextChange = agreements.nextChange(at);
        ofAgreements = RulesFingerprint.ofAgreements(agreements, at);
        ofEverything = RulesFingerprint.ofEach(agreements, at);
    }

    /** Whether it would be the same for these agreements at that instant. */
    boolean holds(Agreements others, Instant at) {
        return agreements == others && nextChange.equals(agreements.nextChange(at));
    }

    /** For an inbox of this agency, whether the directory names it or not. */
    String of(AgencyId agency) {
        return ofAgreementsOf(agency) + ofEverything.getOrDefault(agency.state(), "");
    }

    /** Whether an agency that has left may still fetch what was judged so. */
    boolean holdsForLeft(String judgedUnder, AgencyId agency) {
        return judgedUnder.startsWith(ofAgreementsOf(agency));
    }

    private String ofAgreementsOf(AgencyId agency) {
        return ofAgreements.apply(agency.state()) + SEPARATOR;
    }
}
