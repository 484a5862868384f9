package org.kivuko.benchmarks.rules;

import java.util.List;

/**
 * One way to ask one engine.
 *
 * @param rival whether Kivuko is compared with it
 * @param mostRules how many rules it can be told in reasonable time
 */
record Subject(String name, boolean rival, int mostRules, Maker maker) {
    static final List<Subject> ALL = List.of(
            new Subject("Kivuko, decision", false, KivukoEngine::deciding),
            new Subject("Kivuko, ruling", false, KivukoEngine::ruling),
            new Subject("Cedar, one policy set", true, CedarEngine::whole),
            new Subject("Cedar, a set per pair", true, CedarEngine::byPair),
            new Subject("jCasbin, one enforcer", true, CasbinEngine::whole),
            new Subject("jCasbin, one per pair", true, CasbinEngine::byPair),
            new Subject("Drools, rules as facts", true, DroolsEngine::withRulesAsFacts),
            new Subject("Drools, asked in Java", true, DroolsEngine::withFactsAskedInJava),
            new Subject("Drools, rules as rules", true, 1_000, DroolsEngine::withRulesAsRules));

    /** Tells an engine the rules, and gives it the questions in hand. */
    @FunctionalInterface
    interface Maker {
        Engine make(RuleSet rules, List<Question> questions);
    }

    private Subject(String name, boolean rival, Maker maker) {
        this(name, rival, Integer.MAX_VALUE, maker);
    }

    boolean takes(RuleSet rules) {
        return rules.size() <= mostRules;
    }
}
