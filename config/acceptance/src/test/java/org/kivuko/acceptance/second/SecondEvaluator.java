package org.kivuko.acceptance.second;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.PairHash;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;

/**
 * Judges a second time, naively and from the text of the design alone, sections 3 and 5 with the details decided, on the raw
 * tree of the message. It shares no code with the engine but the records that an agreement is read into. Slow, and meant to be
 * compared by eye with the text.
 *
 * <p>It knows alerts and crossing records. It does not know figures (PR-2, PR-7), threads and what was received before.
 */
final class SecondEvaluator {
    private static final Set<String> PROTECTING = Set.of("refugee", "child-protection");
    private static final Set<String> SOUGHT = Set.of("PER-ARREST", "PER-CHECK");
    private static final int OF_AGE = 18;

    private final Directory directory;
    private final List<Agreement> agreements;
    private final PairHash hash;
    private final Set<Slip> slips;

    SecondEvaluator(Directory directory, Collection<Agreement> agreements, PairHash hash, Set<Slip> slips) {
        this.directory = directory;
        this.agreements =
                agreements.stream().sorted(Comparator.comparing(Agreement::id)).toList();
        this.hash = hash;
        this.slips = slips;
    }

    /** A rule with the agreement in which it stands. */
    record Placed(Agreement agreement, Rule rule) {
        String name() {
            return agreement.reference() + "/" + rule.id();
        }
    }

    SecondOpinion judge(Question question) {
        if (protectionRefuses(question)) {
            return refused("NOT_DELIVERABLE", List.of());
        }
        var matching = new SecondMatching(directory, question);
        var prohibits = rules("prohibit").stream()
                .filter(placed -> matching.prohibits(placed.agreement(), placed.rule()))
                .toList();
        if (!prohibits.isEmpty() && !slips.contains(Slip.PERMIT_BEATS_PROHIBIT)) {
            var neutral = prohibits.stream().anyMatch(placed -> placed.rule().whenProtected());
            return refused(neutral ? "NOT_DELIVERABLE" : "PROHIBITED", prohibits);
        }
        var candidates = rules("permit").stream()
                .filter(placed -> matching.covers(placed.agreement()) && matching.fitsPair(placed.rule()))
                .toList();
        var permits = candidates.stream()
                .filter(placed -> matching.reached(placed.agreement(), placed.rule()) == SecondMatching.MATCHES)
                .toList();
        return permits.isEmpty()
                ? refused(nearestMiss(matching, candidates), List.of())
                : permitted(question, deciding(permits));
    }

    private List<Placed> rules(String kind) {
        return agreements.stream()
                .flatMap(agreement -> agreement.rules().stream().map(rule -> new Placed(agreement, rule)))
                .filter(placed -> placed.rule().kind().code().equals(kind))
                .toList();
    }

    /** While an emergency is open, the permits for it decide in place of the others. */
    private static List<Placed> deciding(List<Placed> permits) {
        var ofEmergency = permits.stream()
                .filter(placed -> placed.rule().controls().emergency().isPresent())
                .toList();
        return ofEmergency.isEmpty() ? permits : ofEmergency;
    }

    private String nearestMiss(SecondMatching matching, List<Placed> candidates) {
        if (candidates.isEmpty()) {
            return "NO_AGREEMENT";
        }
        var reached = candidates.stream()
                .map(placed -> matching.reached(placed.agreement(), placed.rule()))
                .toList();
        var furthest = slips.contains(Slip.FIRST_MISS)
                ? reached.get(0)
                : reached.stream().max(Comparator.naturalOrder()).orElseThrow();
        var reasons = new ArrayList<String>();
        for (int place = 0; place < candidates.size(); place++) {
            if (reached.get(place).equals(furthest)) {
                var placed = candidates.get(place);
                reasons.add(matching.reason(placed.agreement(), placed.rule(), furthest));
            }
        }
        return reasons.contains("SUSPENDED") ? "SUSPENDED" : reasons.get(0);
    }

    // ---- protections

    private boolean protectionRefuses(Question question) {
        if (!question.crossesBorder()) {
            return false;
        }
        var sought = SOUGHT.contains(question.alertType());
        var states = Set.of("Alert", "Update").contains(question.text("msgType"));
        return shownToOwnState(question) || (sought && states && !question.hasPerson());
    }

    /** PR-1. */
    private boolean shownToOwnState(Question question) {
        if (!question.showsProtection()) {
            return false;
        }
        var own = ownState(question);
        return own.isPresent() ? own.get().equals(question.toState()) : !protecting(question.recipient());
    }

    private static Optional<String> ownState(Question question) {
        if (RandomWorld.isState(question.nationality())) {
            return Optional.of(question.nationality());
        }
        var issuer = question.documentIssuer();
        return RandomWorld.isState(issuer) && !question.documentIsSign() ? Optional.of(issuer) : Optional.empty();
    }

    private boolean protecting(String agency) {
        return directory.agency(AgencyId.of(agency)).orElseThrow().roles().stream()
                .anyMatch(role -> PROTECTING.contains(role.code()));
    }

    /** PR-4 and PR-5. */
    private boolean identityStays(Question question) {
        if (slips.contains(Slip.NO_IDENTITY_PROTECTION)) {
            return true;
        }
        var kept = Set.of("PER-MISSING", "PER-AT-RISK").contains(question.alertType());
        if (isChild(question) && !kept) {
            return false;
        }
        return !question.isVictim() || (protecting(question.sender()) && protecting(question.recipient()));
    }

    private static boolean isChild(Question question) {
        var day = OffsetDateTime.parse(question.attribute("time", "")).toLocalDate();
        var birth = question.birth();
        return question.data().path("subject").path("person").path("minor").asBoolean(false)
                || (!birth.isEmpty() && SecondTransforms.age(birth, day) < OF_AGE);
    }

    /**
     * PR-3: whether the refugee authority of the recipient's state has to say something first. A message that names nobody
     * waits only where its document is a sign, or where the register was asked about that, and did not answer or answered yes.
     */
    private static boolean waitsForRegister(Question question) {
        if (!SOUGHT.contains(question.alertType()) || !question.crossesBorder()) {
            return false;
        }
        if (question.showsProtection()) {
            return true;
        }
        return switch (question.facts().register()) {
            case NOT_PROTECTED -> false;
            case NOT_ASKED -> question.hasPerson();
            case PROTECTED, SILENT -> true;
        };
    }

    // ---- what permits demand and what they let cross

    private SecondOpinion permitted(Question question, List<Placed> permits) {
        var rules = permits.stream().map(Placed::rule).toList();
        var demands = new SecondDemands(question, rules);
        var unmet = demands.firstUnmet(permits);
        if (unmet.isPresent()) {
            return refused(unmet.get(), permits);
        }
        var released = question.facts().review().equals(Facts.Review.RELEASED);
        var within = demands.reviewWithin();
        if (!released && (within.isPresent() || waitsForRegister(question))) {
            return held(question, permits, within.orElse(Duration.ofHours(24)));
        }
        var fields = slips.contains(Slip.FIRST_PERMITS_FIELDS) ? rules.subList(0, 1) : rules;
        var search = !slips.contains(Slip.NO_SEARCH_IN_TEXTS);
        var projection = new SecondProjection(question, fields, identityStays(question), hash, search);
        var data = projection.project();
        var whole = projection.removed.isEmpty() && projection.transformed.isEmpty();
        return new SecondOpinion(
                whole ? "released" : "reduced",
                Optional.empty(),
                names(permits),
                projection.removed,
                projection.transformed,
                Optional.of(demands.delivered(data, permits)),
                Optional.of(demands.passingOn(directory)),
                Optional.empty());
    }

    private static SecondOpinion refused(String reason, List<Placed> rules) {
        return nothing("refused", reason, rules, Optional.empty());
    }

    private static SecondOpinion held(Question question, List<Placed> rules, Duration within) {
        return nothing("held", "REVIEW_REQUIRED", rules, Optional.of(within).map(question.at()::plus));
    }

    private static SecondOpinion nothing(String outcome, String reason, List<Placed> rules, Optional<Instant> until) {
        return new SecondOpinion(
                outcome,
                Optional.of(reason),
                names(rules),
                new TreeSet<>(),
                new TreeSet<>(),
                Optional.empty(),
                Optional.empty(),
                until);
    }

    private static SortedSet<String> names(List<Placed> rules) {
        return rules.stream().map(Placed::name).collect(Collectors.toCollection(TreeSet::new));
    }
}
