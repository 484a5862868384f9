package org.kivuko.exchange;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.kivuko.agreement.Agreements;
import org.kivuko.model.AgencyId;

/**
 * Under what an inbox is judged: a fingerprint of the agreements of its state, and one of everything that decides. An agency
 * that the directory does not name any more may fetch what waits for it for as long as the first one stays; nobody can judge
 * anything for it again. Pure functions.
 */
final class JudgedUnder {
    private static final String SEPARATOR = " ";

    private JudgedUnder() {}

    /** By state of the directory. */
    static Map<String, String> ofEach(Agreements agreements, Instant at) {
        var judgedUnder = new HashMap<String, String>();
        RulesFingerprint.ofEach(agreements, at)
                .forEach((state, everything) ->
                        judgedUnder.put(state, ofAgreements(agreements, state, at) + everything));
        return judgedUnder;
    }

    /** For an inbox of this agency, whether the directory names it or not. */
    static String of(Agreements agreements, AgencyId agency, Instant at) {
        String state = agency.state();
        return ofAgreements(agreements, state, at) + RulesFingerprint.of(agreements, state, at);
    }

    /** Whether an agency that has left may still fetch what was judged so. */
    static boolean holdsForLeft(String judgedUnder, Agreements agreements, AgencyId agency, Instant at) {
        return judgedUnder.startsWith(ofAgreements(agreements, agency.state(), at));
    }

    private static String ofAgreements(Agreements agreements, String state, Instant at) {
        return RulesFingerprint.ofAgreements(agreements, state, at) + SEPARATOR;
    }
}
