package org.kivuko.benchmarks.rules;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.casbin.jcasbin.main.Enforcer;
import org.casbin.jcasbin.model.Model;
import org.kivuko.model.Coded;

/**
 * jCasbin; nothing is logged, no roles are linked. Its answer cache is left out: it would remember the questions of this
 * measurement.
 */
final class CasbinEngine implements Engine {
    private static final String MODEL =
            """
            [request_definition]
            r = from, to, alertType, sender, recipient, purpose, severity
            [policy_definition]
            p = from, to, alertTypes, senders, recipients, purposes, severities, eft
            [policy_effect]
            e = some(where (p.eft == allow)) && !some(where (p.eft == deny))
            [matchers]
            m = r.from == p.from && r.to == p.to \
            && string.contains(p.alertTypes, r.alertType) && string.contains(p.senders, r.sender) \
            && string.contains(p.recipients, r.recipient) && string.contains(p.purposes, r.purpose) \
            && string.contains(p.severities, r.severity)
            """;

    private final List<Asked> asked;

    private record Asked(Object[] request, Enforcer enforcer) {}

    private CasbinEngine(List<Question> questions, Function<Spec.Pair, Enforcer> enforcers) {
        asked = questions.stream()
                .map(question -> new Asked(request(question), enforcers.apply(question.pair())))
                .toList();
    }

    /** All policies in one enforcer, which looks at each. */
    static CasbinEngine whole(RuleSet rules, List<Question> questions) {
        var all = enforcer(rules.all().stream().flatMap(List::stream).toList());
        return new CasbinEngine(questions, any -> all);
    }

    /** A filtered policy for each pair, found for jCasbin by its caller. */
    static CasbinEngine byPair(RuleSet rules, List<Question> questions) {
        var enforcers = new HashMap<Spec.Pair, Enforcer>();
        return new CasbinEngine(questions, pair -> enforcers.computeIfAbsent(pair, any -> enforcer(rules.rules(pair))));
    }

    private static Enforcer enforcer(List<Spec> rules) {
        var model = new Model();
        model.loadModelFromText(MODEL);
        var enforcer = new Enforcer(model);
        enforcer.enableLog(false);
        enforcer.addPolicies(rules.stream().map(CasbinEngine::policy).toList());
        return enforcer;
    }

    private static List<String> policy(Spec rule) {
        return List.of(
                rule.pair().from(),
                rule.pair().to(),
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

    private static Object[] request(Question question) {
        return new Object[] {
            question.pair().from(),
            question.pair().to(),
            word(question.alertType().code()),
            word(question.sender().code()),
            word(question.recipient().code()),
            word(question.purpose().code()),
            word(String.valueOf(RuleSet.grade(question.severity())))
        };
    }

    @Override
    public boolean permits(int question) {
        var one = asked.get(question);
        return one.enforcer().enforce(one.request());
    }
}
