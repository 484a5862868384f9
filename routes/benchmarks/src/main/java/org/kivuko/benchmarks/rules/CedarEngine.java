package org.kivuko.benchmarks.rules;

import com.cedarpolicy.AuthorizationEngine;
import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.AuthorizationRequest;
import com.cedarpolicy.model.AuthorizationResponse;
import com.cedarpolicy.model.Context;
import com.cedarpolicy.model.entity.Entities;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.value.EntityUID;
import com.cedarpolicy.value.PrimLong;
import com.cedarpolicy.value.PrimString;
import com.cedarpolicy.value.Value;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kivuko.model.Coded;

/** Cedar through its Java binding and native library; policy sets are parsed once and kept in the native cache. */
final class CedarEngine implements Engine {
    private static final EntityUID ACTION = uid("Action", "send");

    /** The native cache takes its size once. */
    private static final int MOST_SETS = 50_000;

    static {
        PolicySet.setCacheMaxPolicySets(MOST_SETS);
    }

    private final AuthorizationEngine engine = new BasicAuthorizationEngine();
    private final Entities nobody = new Entities();
    private final List<Asked> asked;

    private record Asked(AuthorizationRequest request, PolicySet set) {}

    private CedarEngine(List<Question> questions, Function<Spec.Pair, PolicySet> sets) {
        asked = questions.stream()
                .map(question -> new Asked(request(question), sets.apply(question.pair())))
                .toList();
    }

    /** All policies in one set: Cedar finds those that apply. */
    static CedarEngine whole(RuleSet rules, List<Question> questions) {
        var all = cached(rules.all().stream().flatMap(List::stream).toList());
        return new CedarEngine(questions, any -> all);
    }

    /** A set for each pair, found for Cedar by its caller. */
    static CedarEngine byPair(RuleSet rules, List<Question> questions) {
        var sets = new HashMap<Spec.Pair, PolicySet>();
        return new CedarEngine(questions, pair -> sets.computeIfAbsent(pair, any -> cached(rules.rules(pair))));
    }

    private static PolicySet cached(List<Spec> rules) {
        var policies = new LinkedHashSet<Policy>();
        rules.forEach(rule -> policies.add(new Policy(text(rule), rule.id())));
        var set = new PolicySet(policies);
        try {
            set.cache();
        } catch (CacheException e) {
            throw new IllegalStateException("Cedar cannot keep a policy set", e);
        }
        return set;
    }

    private static EntityUID uid(String type, String id) {
        return EntityUID.parse(type + "::\"" + id + "\"").orElseThrow();
    }

    private static String text(Spec rule) {
        return """
                %s (principal == State::"%s", action == Action::"send", resource == State::"%s") when {
                  %s.contains(context.alertType) && %s.contains(context.sender) && %s.contains(context.recipient)
                  && %s.contains(context.purpose) && context.severity <= %d };
                """
                .formatted(
                        rule.permit() ? "permit" : "forbid",
                        rule.pair().from(),
                        rule.pair().to(),
                        set(rule.alertTypes()),
                        set(rule.senders()),
                        set(rule.recipients()),
                        set(rule.purposes()),
                        RuleSet.grade(rule.minSeverity()));
    }

    private static String set(Collection<? extends Coded> words) {
        return words.stream().map(word -> '"' + word.code() + '"').collect(Collectors.joining(",", "[", "]"));
    }

    private static AuthorizationRequest request(Question question) {
        var context = new HashMap<String, Value>();
        context.put("alertType", new PrimString(question.alertType().code()));
        context.put("sender", new PrimString(question.sender().code()));
        context.put("recipient", new PrimString(question.recipient().code()));
        context.put("purpose", new PrimString(question.purpose().code()));
        context.put("severity", new PrimLong((long) RuleSet.grade(question.severity())));
        return new AuthorizationRequest(
                uid("State", question.pair().from()),
                ACTION,
                uid("State", question.pair().to()),
                new Context(context));
    }

    @Override
    public boolean permits(int question) {
        var one = asked.get(question);
        try {
            AuthorizationResponse response = engine.isAuthorized(one.request(), one.set(), nobody);
            return response.success.orElseThrow().isAllowed();
        } catch (AuthException e) {
            throw new IllegalStateException("Cedar does not answer", e);
        }
    }
}
