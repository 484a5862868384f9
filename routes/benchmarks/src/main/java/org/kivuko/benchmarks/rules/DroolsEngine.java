package org.kivuko.benchmarks.rules;

import java.util.List;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.internal.utils.KieHelper;

/**
 * Drools: its executable model, the rules as facts of one long-lived session that are found by the index of the pair. A
 * rule of the rule language per rule would have to be compiled 378,300 times. Public because the code that Drools makes of the
 * rules names its facts.
 */
public final class DroolsEngine implements Engine {
    private static final String RULES =
            """
            package org.kivuko.benchmarks.rules;
            import org.kivuko.benchmarks.rules.DroolsEngine.Asked;
            import org.kivuko.benchmarks.rules.DroolsEngine.Stored;
            rule "refused"
              when
                $asked : Asked()
                exists Stored(pair == $asked.pair, permit == false, this.fits($asked))
              then $asked.refuse();
            end
            rule "permitted"
              when
                $asked : Asked()
                exists Stored(pair == $asked.pair, permit == true, this.fits($asked))
              then $asked.permit();
            end
            """;

    private final KieSession session;

    /** A rule as a fact. */
    public static final class Stored {
        private final Spec rule;
        private final String pair;

        Stored(Spec rule) {
            this.rule = rule;
            this.pair = rule.pair().toString();
        }

        /** By this the session finds it. */
        public String getPair() {
            return pair;
        }

        /** Permit or prohibit. */
        public boolean isPermit() {
            return rule.permit();
        }

        /** Whether it fits what is asked, whose pair is the same. */
        public boolean fits(Asked asked) {
            return rule.fits(asked.question);
        }
    }

    /** A question as a fact, which gathers its answer. */
    public static final class Asked {
        private final Question question;
        private final String pair;
        private boolean refused;
        private boolean permitted;

        Asked(Question question) {
            this.question = question;
            this.pair = question.pair().toString();
        }

        /** The ordered pair that is asked about. */
        public String getPair() {
            return pair;
        }

        /** A prohibit fits. */
        public void refuse() {
            refused = true;
        }

        /** A permit fits. */
        public void permit() {
            permitted = true;
        }
    }

    DroolsEngine(RuleSet rules) {
        KieBase base = new KieHelper().addContent(RULES, ResourceType.DRL).build(ExecutableModelProject.class);
        session = base.newKieSession();
        for (List<Spec> ofPair : rules.all()) {
            ofPair.forEach(rule -> session.insert(new Stored(rule)));
        }
        session.fireAllRules();
    }

    @Override
    public String name() {
        return "Drools";
    }

    @Override
    public boolean permits(Question question) {
        var asked = new Asked(question);
        var handle = session.insert(asked);
        session.fireAllRules();
        session.delete(handle);
        return asked.permitted && !asked.refused;
    }

    @Override
    public void close() {
        session.dispose();
    }
}
