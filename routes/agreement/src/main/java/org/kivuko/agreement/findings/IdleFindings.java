package org.kivuko.agreement.findings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.kivuko.agreement.FieldPaths;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AlertType;
import org.kivuko.model.MessageType;

/** Words of a rule that change nothing, since what they ask cannot occur, or that change more than they seem to. */
final class IdleFindings {
    private static final String REFERRAL = "alert " + AlertType.PROT_REFERRAL.code();
    private static final Set<String> NEVER_CAPPED =
            Set.of(REFERRAL, "alert " + AlertType.HEALTH_EVENT.code(), "alert " + AlertType.HEALTH_MEASURE.code());

    List<Finding> of(Placed placed) {
        var findings = new ArrayList<Finding>();
        alerts(placed, findings);
        persons(placed, findings);
        required(placed, findings);
        if (placed.rule().controls().rateCap().isPresent() && NEVER_CAPPED.containsAll(Topics.of(placed.rule()))) {
            findings.add(placed.finding(
                    Finding.Kind.WITHOUT_EFFECT,
                    "rateCap",
                    "referrals and health alerts are never capped (protection PR-6), and this permit is about nothing else",
                    "take 'rateCap' out"));
        }
        return findings;
    }

    private static void alerts(Placed placed, List<Finding> findings) {
        var rule = placed.rule();
        boolean some = rule.messages().isEmpty() || rule.messages().contains(MessageType.ALERT);
        if (!some && !rule.alertTypes().isEmpty()) {
            findings.add(askedOfAlerts(placed, "alertTypes"));
        }
        if (!some && rule.minSeverity().isPresent()) {
            findings.add(askedOfAlerts(placed, "minSeverity"));
        }
        boolean others = !rule.messages().equals(Set.of(MessageType.ALERT));
        if (!placed.isPermit() && some && others && !rule.alertTypes().isEmpty()) {
            findings.add(placed.finding(
                    Finding.Kind.WITHOUT_EFFECT,
                    "alertTypes",
                    "alert types are asked of alerts alone: this prohibit refuses every other message as well",
                    "add messages: [alert] where only these alerts are meant"));
        }
    }

    private static Finding askedOfAlerts(Placed rule, String key) {
        return rule.finding(
                Finding.Kind.WITHOUT_EFFECT,
                key,
                "'" + key + "' is asked of alerts alone, and this rule is about none",
                "take it out, or add alert to 'messages'");
    }

    private static void persons(Placed placed, List<Finding> findings) {
        var rule = placed.rule();
        if (!rule.travellers().isEmpty() && rule.messages().equals(Set.of(MessageType.FLOW_REPORT))) {
            findings.add(placed.finding(
                    Finding.Kind.WITHOUT_EFFECT,
                    "travellers",
                    "'travellers' is asked of messages on a person, and a flow report is on none",
                    "take it out"));
        }
        if (Topics.of(rule).equals(Set.of(REFERRAL)) && keepsAPerson(rule)) {
            findings.add(placed.finding(
                    Finding.Kind.WITHOUT_EFFECT,
                    "fields/keep",
                    "a referral never names a person, so there is none to keep",
                    "take the paths of subject.person out"));
        }
    }

    /** A field that only some of a permit's messages have is asked of those alone; the others cross without it. */
    private static void required(Placed placed, List<Finding> findings) {
        var types = Kept.types(placed.rule()).toList();
        var paths = placed.rule().fields().require();
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            var without =
                    types.stream().filter(type -> !FieldPaths.check(type, path)).toList();
            if (!without.isEmpty() && without.size() < types.size()) {
                var names = without.stream().map(MessageType::shortName).collect(Collectors.joining(", "));
                findings.add(placed.finding(
                        Finding.Kind.WITHOUT_EFFECT,
                        "fields/require/" + i,
                        "'" + path + "' is required of messages that can have it: " + names + " has no such field,"
                                + " and crosses under this permit without it",
                        "state a permit of its own for " + names));
            }
        }
    }

    private static boolean keepsAPerson(Rule rule) {
        return rule.fields().keep().stream().anyMatch(path -> path.startsWith("subject.person"));
    }
}
