package org.kivuko.benchmarks.rules;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.io.ResourceType;
import org.kie.api.runtime.KieSession;
import org.kie.internal.utils.KieHelper;
import org.kivuko.model.Coded;

/**
 * Drools: its executable model and one long-lived session, into which each question is inserted and from which it is deleted
 * again. Public because the code that Drools makes of the rules names its facts.
 */
public final class DroolsEngine implements Engine {
    private static final String HEAD =
            """
            package org.kivuko.benchmarks.rules;
            import org.kivuko.benchmarks.rules.DroolsEngine.Asked;
            import org.kivuko.benchmarks.rules.DroolsEngine.Stored;
            """;

    /** Two rules about stored ones, with what is asked of these beside the pair. */
    private static final String ABOUT_STORED_RULES =
            """
            rule "refused"
              when
                $asked : Asked()
                exists Stored(pair == $asked.pair, permit == false, %1$s)
              then $asked.refuse();
            end
            rule "permitted"
              when
                $asked : Asked()
                exists Stored(pair == $asked.pair, permit == true, %1$s)
              then $asked.permit();
            end
            """;

    private static final String IN_DROOLS =
            """
            alertTypes contains $asked.alertType, senders contains $asked.sender, recipients contains $asked.recipient,
            purposes contains $asked.purpose, grade >= $asked.grade""";

    private static final String IN_JAVA = "this.fits($asked)";

    private final KieSession session;
    private final List<Prepared> questions;

    /** What would cost time to make of a question when it is asked. */
    private record Prepared(Question question, String pair, String alertType, int grade) {
        static Prepared of(Question question) {
            return new Prepared(
                    question,
                    question.pair().toString(),
                    question.alertType().code(),
                    RuleSet.grade(question.severity()));
        }
    }

    /** A rule as a fact. */
    public static final class Stored {
        private final Spec rule;
        private final String pair;
        private final Set<String> alertTypes;
        private final Set<String> senders;
        private final Set<String> recipients;
        private final Set<String> purposes;
        private final int grade;

        Stored(Spec rule) {
            this.rule = rule;
            pair = rule.pair().toString();
            alertTypes = words(rule.alertTypes());
            senders = words(rule.senders());
            recipients = words(rule.recipients());
            purposes = words(rule.purposes());
            grade = RuleSet.grade(rule.minSeverity());
        }

        private static Set<String> words(Set<? extends Coded> values) {
            return values.stream().map(Coded::code).collect(Collectors.toUnmodifiableSet());
        }

        /** By this the session finds it. */
        public String getPair() {
            return pair;
        }

        /** Permit or prohibit. */
        public boolean isPermit() {
            return rule.permit();
        }

        public Set<String> getAlertTypes() {
            return alertTypes;
        }

        public Set<String> getSenders() {
            return senders;
        }

        public Set<String> getRecipients() {
            return recipients;
        }

        public Set<String> getPurposes() {
            return purposes;
        }

        /** Of the least grave that fits; 0 for the gravest. */
        public int getGrade() {
            return grade;
        }

        /** Whether it fits what is asked, whose pair is the same. */
        public boolean fits(Asked asked) {
            return rule.fits(asked.prepared.question());
        }
    }

    /** A question as a fact, which gathers its answer. */
    public static final class Asked {
        private final Prepared prepared;
        private boolean refused;
        private boolean permitted;

        private Asked(Prepared prepared) {
            this.prepared = prepared;
        }

        /** The ordered pair that is asked about. */
        public String getPair() {
            return prepared.pair();
        }

        public String getAlertType() {
            return prepared.alertType();
        }

        public String getSender() {
            return prepared.question().sender().code();
        }

        public String getRecipient() {
            return prepared.question().recipient().code();
        }

        public String getPurpose() {
            return prepared.question().purpose().code();
        }

        /** 0 for the gravest. */
        public int getGrade() {
            return prepared.grade();
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

    private DroolsEngine(String rules, List<Question> questions) {
        session = new KieHelper()
                .addContent(HEAD + rules, ResourceType.DRL)
                .build(ExecutableModelProject.class)
                .newKieSession();
        this.questions = questions.stream().map(Prepared::of).toList();
    }

    /** The rules as facts that two rules of the rule language ask, and find by the index of the pair. */
    static DroolsEngine withRulesAsFacts(RuleSet rules, List<Question> questions) {
        return withRulesAsFacts(rules, questions, IN_DROOLS);
    }

    /** The same, but that what they ask beside the pair is one method of the fact. */
    static DroolsEngine withFactsAskedInJava(RuleSet rules, List<Question> questions) {
        return withRulesAsFacts(rules, questions, IN_JAVA);
    }

    private static DroolsEngine withRulesAsFacts(RuleSet rules, List<Question> questions, String conditions) {
        var engine = new DroolsEngine(ABOUT_STORED_RULES.formatted(conditions), questions);
        rules.all().forEach(ofPair -> ofPair.forEach(rule -> engine.session.insert(new Stored(rule))));
        engine.session.fireAllRules();
        return engine;
    }

    /** Each rule a rule of the rule language; each is compiled. */
    static DroolsEngine withRulesAsRules(RuleSet rules, List<Question> questions) {
        var text = rules.all().stream()
                .flatMap(List::stream)
                .map(DroolsEngine::text)
                .collect(Collectors.joining());
        return new DroolsEngine(text, questions);
    }

    private static String text(Spec rule) {
        return """
                rule "%s"
                  when
                    $asked : Asked(pair == "%s", alertType in (%s), sender in (%s), recipient in (%s), purpose in (%s),
                      grade <= %d)
                  then $asked.%s();
                end
                """
                .formatted(
                        rule.id(),
                        rule.pair(),
                        list(rule.alertTypes()),
                        list(rule.senders()),
                        list(rule.recipients()),
                        list(rule.purposes()),
                        RuleSet.grade(rule.minSeverity()),
                        rule.permit() ? "permit" : "refuse");
    }

    private static String list(Collection<? extends Coded> words) {
        return words.stream().map(word -> '"' + word.code() + '"').collect(Collectors.joining(", "));
    }

    @Override
    public boolean permits(int question) {
        var asked = new Asked(questions.get(question));
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
