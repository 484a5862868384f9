package org.kivuko.acceptance.second;

import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Coded;
import org.kivuko.model.Directory;

/** Whether one rule of one agreement is about a message: "Matching" among the details decided, line by line. */
final class SecondMatching {
    /** In the order in which a permit stops; its last step is {@link #STANDING}. */
    private static final List<String> STEPS = List.of(
            "TYPE_NOT_PERMITTED",
            "AUTHORITY_NOT_COMPETENT",
            "POST_NOT_COVERED",
            "PURPOSE_NOT_PERMITTED",
            "STATUS_NOT_PERMITTED",
            "TRAVELLER_NOT_COVERED",
            "SEVERITY_TOO_LOW",
            "NOT_RECIPROCAL");

    static final int STANDING = STEPS.size();
    static final int MATCHES = STANDING + 1;

    private static final List<String> SEVERITIES = List.of("Unknown", "Minor", "Moderate", "Severe", "Extreme");
    private static final Set<String> WITH_SEVERITY = Set.of("Alert", "Update");

    private final Directory directory;
    private final Question question;

    SecondMatching(Directory directory, Question question) {
        this.directory = directory;
        this.question = question;
    }

    boolean covers(Agreement agreement) {
        var parties = agreement.parties();
        var both = parties.contains(question.fromState()) && parties.contains(question.toState());
        return both && (question.crossesBorder() ? parties.size() > 1 : parties.size() == 1);
    }

    boolean inForce(Agreement agreement) {
        var day = question.at().atOffset(ZoneOffset.UTC).toLocalDate();
        var valid = agreement.valid();
        var started = !day.isBefore(valid.from());
        var ended = valid.until().isPresent() && !day.isBefore(valid.until().get());
        return started
                && !ended
                && Set.of("in-force", "provisional").contains(agreement.state().code());
    }

    boolean fitsPair(Rule rule) {
        return fitsState(rule.from(), question.fromState()) && fitsState(rule.to(), question.toState());
    }

    private boolean fitsState(String stated, String state) {
        return "*".equals(stated) ? question.crossesBorder() : stated.equals(state);
    }

    boolean prohibits(Agreement agreement, Rule rule) {
        return covers(agreement)
                && inForce(agreement)
                && fitsPair(rule)
                && (!rule.whenProtected() || question.showsProtection())
                && firstNo(rule) == STEPS.size() - 1;
    }

    /** How far a permit came: the place of its first no, or {@link #MATCHES}. */
    int reached(Agreement agreement, Rule rule) {
        var no = firstNo(rule);
        if (no < STEPS.size() - 1) {
            return no;
        }
        var accepted = agreement.annexes().getOrDefault(rule.annex().orElse(""), Set.of());
        if (!accepted.contains(question.fromState()) || !accepted.contains(question.toState())) {
            return no;
        }
        return inForce(agreement) && emergencyAllows(agreement, rule) ? MATCHES : STANDING;
    }

    /**
     * The reason of a permit that came no further than a step. A permit for emergencies reads {@code NOT_IN_FORCE} while none is
     * open, also in an agreement that is suspended: the design does not say which goes first, so the engine's answer stands.
     */
    String reason(Agreement agreement, Rule rule, int step) {
        if (step < STANDING) {
            return STEPS.get(step);
        }
        var suspended = "suspended".equals(agreement.state().code());
        return suspended && emergencyAllows(agreement, rule) ? "SUSPENDED" : "NOT_IN_FORCE";
    }

    private boolean emergencyAllows(Agreement agreement, Rule rule) {
        var name = agreement.id() + "@" + agreement.version() + "/" + rule.id();
        return rule.controls().emergency().isEmpty()
                || question.facts().emergencies().containsKey(name);
    }

    /** The first of the matchers that says no; the place after them where all say yes. */
    private int firstNo(Rule rule) {
        var answers = List.of(
                type(rule),
                authority(rule),
                post(rule),
                states(rule.purposes(), question.attribute("purpose", "")),
                status(rule),
                traveller(rule),
                severity(rule));
        var no = answers.indexOf(false);
        return no < 0 ? answers.size() : no;
    }

    private boolean type(Rule rule) {
        var kinds = rule.messages().stream().map(type -> type.shortName()).collect(Collectors.toSet());
        var named = kinds.isEmpty() || kinds.contains(question.kind());
        if (!named || !question.isAlert() || rule.alertTypes().isEmpty()) {
            return named;
        }
        return rule.alertTypes().stream().anyMatch(types -> {
            var pattern = types.pattern();
            return pattern.endsWith("*")
                    ? question.alertType().startsWith(pattern.substring(0, pattern.length() - 1))
                    : question.alertType().equals(pattern);
        });
    }

    private boolean authority(Rule rule) {
        return party(directory, rule.senders(), question.sender())
                && party(directory, rule.recipients(), question.recipient());
    }

    /** Whether an agency is among those that a rule states; where it states none, it is. */
    static boolean party(Directory directory, List<Rule.Party> parties, String agency) {
        return parties.isEmpty()
                || parties.stream().anyMatch(party -> {
                    if (party instanceof Rule.Party.Named named) {
                        return named.agency().toString().equals(agency);
                    }
                    return party instanceof Rule.Party.WithRole withRole
                            && directory
                                    .agency(AgencyId.of(agency))
                                    .orElseThrow()
                                    .roles()
                                    .contains(withRole.role());
                });
    }

    private boolean post(Rule rule) {
        if (rule.posts().isEmpty()) {
            return true;
        }
        var post = question.attribute("post", question.text("post"));
        return directory.crossings().stream()
                .filter(crossing -> rule.posts().contains(crossing.id()))
                .flatMap(crossing -> crossing.sides().stream())
                .anyMatch(side -> side.post().equals(post));
    }

    private boolean status(Rule rule) {
        var status = question.attribute("status", "actual");
        if (rule.statuses().isEmpty()) {
            return "prohibit".equals(rule.kind().code()) || "actual".equals(status);
        }
        return states(rule.statuses(), status);
    }

    private boolean traveller(Rule rule) {
        if (!question.hasPerson()) {
            return true;
        }
        var nationality = question.nationality();
        var ofSender = nationality.equals(question.fromState());
        var ofRecipient = nationality.equals(question.toState());
        return (ofSender && states(rule.travellers(), "sender-nationals"))
                || (ofRecipient && states(rule.travellers(), "recipient-nationals"))
                || (!ofSender && !ofRecipient && states(rule.travellers(), "third-country"));
    }

    private boolean severity(Rule rule) {
        if (rule.minSeverity().isEmpty() || !WITH_SEVERITY.contains(question.text("msgType"))) {
            return true;
        }
        return SEVERITIES.indexOf(question.text("severity"))
                >= SEVERITIES.indexOf(rule.minSeverity().get().code());
    }

    private static boolean states(Collection<? extends Coded> stated, String word) {
        return stated.isEmpty() || stated.stream().anyMatch(one -> one.code().equals(word));
    }
}
