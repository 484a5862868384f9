package org.kivuko.benchmarks.rules;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.kivuko.model.Coded;

/**
 * jCasbin: one enforcer per ordered pair, which its documentation calls loading a filtered policy; nothing is logged, no
 * roles are linked. Its answer cache is left out: it would remember the questions of this measurement.
 */
final class CasbinEngine implements Engine {
    private static final String MODEL =
            """
            [request_definition]
            r = alertType, sender, recipient, purpose, severity
            [policy_definition]
            p = alertTypes, senders, recipients, purposes, severities, eft
            [policy_effect]
            e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
            [matchers]
            m = string.contains(p.alertTypes, r.alertType) && string.contains(p.senders, r.sender) \
            && string.contains(p.recipients, r.recipient) && string.contains(p.purposes, r.purpose) \
            && string.contains(p.severities, r.severity)
            """;

    private final Map<Spec.Pair, Enforcer> slices = new HashMap<>();

    CasbinEngine(RuleSet rules, Collection<Spec.Pair> asked) {
        for (Spec.Pair pair : asked) {
            var model = new Model();
            model.loadModelFromText(MODEL);
            var enforcer = new Enforcer(model);
            enforcer.enableLog(false);
            rules.rules(pair).forEach(rule -> enforcer.addPolicy(policy(rule)));
            slices.put(pair, enforcer);
        }
    }

    private static List<String> policy(Spec rule) {
        return List.of(
                set(rule.alertTypes()),
                set(rule.senders()),
                set(rule.recipients()),
                set(rule.purposes()),
                severities(rule),
                rule.permit() ? "allow" : "deny");
    }

    /** Words between bars, so that no word is found inside another. */
    private static String set(Collection<? extends Coded> words) {
        return words.stream().map(Coded::code).map(CasbinEngine::word).collect(Collectors.joining());
    }

    private static String severities(Spec rule) {
        var words = new StringBuilder();
        for (int i = 0; i <= RuleSet.grade(rule.minSeverity()); i++) {
            words.append(word(String.valueOf(i)));
        }
        return words.toString();
    }

    private static String word(String word) {
        return "|" + word + "|";
    }

    @Override
    public String name() {
        return "jCasbin";
    }

    @Override
    public boolean permits(Question question) {
        return slices.get(question.pair())
                .enforce(
                        word(question.alertType().code()),
                        word(question.sender().code()),
                        word(question.recipient().code()),
                        word(question.purpose().code()),
                        word(String.valueOf(RuleSet.grade(question.severity()))));
    }
}
