package org.kivuko.exchange;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.kivuko.agreement.Agreements;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;

/**
 * Under what inboxes are judged at an instant: a fingerprint of the agreements of their state, one of everything that decides, and
 * the emergencies that are open and the agreements that are suspended for what goes there. An agency that the directory does not name any more may fetch what waits for it for as long as the first one stays;
 * nobody can judge anything for it again. Writing all rules down takes time, so whoever asks for many inboxes keeps one of
 * these for as long as it holds. Immutable.
 */
final class JudgedUnder {
    private static final String SEPARATOR = " ";

    private final Agreements agreements;
    private final Optional<Instant> nextChange;
    private final UnaryOperator<String> ofAgreements;
    private final Map<String, String> ofEverything;
    private final OpenEmergencies emergencies;
    private final SuspendedPairs suspended;
    private final Map<String, String> open;

    JudgedUnder(Agreements agreements, OpenEmergencies emergencies, SuspendedPairs suspended, Instant at) {
        this.agreements = agreements;
        this.emergencies = emergencies;
        this.suspended = suspended;
        open = open(at);
        nextChange = agreements.nextChange(at);
        ofAgreements = RulesFingerprint.ofAgreements(agreements, at);
        ofEverything = RulesFingerprint.ofEach(agreements, at);
    }

    /** Whether it would be the same for these agreements at that instant. */
    boolean holds(Agreements others, Instant at) {
        return agreements == others && nextChange.equals(agreements.nextChange(at)) && open.equals(open(at));
    }

    /** For an inbox of this agency, whether the directory names it or not. */
    String of(AgencyId agency) {
        return ofAgreementsOf(agency)
                + ofEverything.getOrDefault(agency.state(), "")
                + open.getOrDefault(agency.state(), "");
    }

    /** Whether an agency that has left may still fetch what was judged so. */
    boolean holdsForLeft(String judgedUnder, AgencyId agency) {
        return judgedUnder.startsWith(ofAgreementsOf(agency));
    }

    /** By the state to which something goes; nothing for most, most of the time. */
    private Map<String, String> open(Instant at) {
        List<String> states = agreements.directory().states().stream()
                .map(Directory.State::code)
                .toList();
        var texts = new HashMap<String, String>();
        for (String to : states) {
            var rules = new TreeMap<String, Instant>();
            states.forEach(from -> rules.putAll(emergencies.between(from, to, at)));
            var away = new TreeMap<String, Set<String>>();
            states.forEach(from -> away.put(from, new TreeSet<>(suspended.between(from, to))));
            away.values().removeIf(Set::isEmpty);
            String text = (rules.isEmpty() ? "" : SEPARATOR + rules)
                    + (away.isEmpty() ? "" : SEPARATOR + "suspended " + away);
            if (!text.isEmpty()) {
                texts.put(to, text);
            }
        }
        return texts;
    }

    private String ofAgreementsOf(AgencyId agency) {
        return ofAgreements.apply(agency.state()) + SEPARATOR;
    }
}
