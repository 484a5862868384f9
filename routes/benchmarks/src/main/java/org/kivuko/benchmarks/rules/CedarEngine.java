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
import java.util.Map;
import java.util.stream.Collectors;
import org.kivuko.model.Coded;

/**
 * Cedar through its Java binding and native library: one policy set per ordered pair (Cedar's documentation calls it
 * slicing), parsed once and kept in the native cache.
 */
final class CedarEngine implements Engine {
    private static final EntityUID ACTION = uid("Action", "send");

    private final AuthorizationEngine engine = new BasicAuthorizationEngine();
    private final Entities nobody = new Entities();
    private final Map<Spec.Pair, PolicySet> slices = new HashMap<>();

    CedarEngine(RuleSet rules, Collection<Spec.Pair> asked) {
        PolicySet.setCacheMaxPolicySets(asked.size() + 1);
        for (Spec.Pair pair : asked) {
            var policies = new LinkedHashSet<Policy>();
            rules.rules(pair).forEach(rule -> policies.add(new Policy(text(rule), rule.id())));
            var slice = new PolicySet(policies);
            try {
                slice.cache();
            } catch (CacheException e) {
                throw new IllegalStateException("Cedar cannot keep a policy set", e);
            }
            slices.put(pair, slice);
        }
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

    @Override
    public String name() {
        return "Cedar";
    }

    @Override
    public boolean permits(Question question) {
        var context = new HashMap<String, Value>();
        context.put("alertType", new PrimString(question.alertType().code()));
        context.put("sender", new PrimString(question.sender().code()));
        context.put("recipient", new PrimString(question.recipient().code()));
        context.put("purpose", new PrimString(question.purpose().code()));
        context.put("severity", new PrimLong((long) RuleSet.grade(question.severity())));
        var request = new AuthorizationRequest(
                uid("State", question.pair().from()),
                ACTION,
                uid("State", question.pair().to()),
                new Context(context));
        try {
            AuthorizationResponse response = engine.isAuthorized(request, slices.get(question.pair()), nobody);
            return response.success.orElseThrow().isAllowed();
        } catch (AuthException e) {
            throw new IllegalStateException("Cedar does not answer", e);
        }
    }
}
