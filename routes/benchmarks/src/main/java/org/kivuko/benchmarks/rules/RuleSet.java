package org.kivuko.benchmarks.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.kivuko.model.AlertType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;
import org.kivuko.model.Severity;

/**
 * Rules between a number of states, ten for each ordered pair: eight permits, two prohibits. A seed gives the same set for
 * ever. Types that protections ask about are left out, since no other engine has them.
 */
final class RuleSet {
    static final int RULES_PER_PAIR = 10;
    static final List<Role> ROLES = List.of(Role.IMMIGRATION, Role.CUSTOMS, Role.BORDER_SECURITY, Role.HEALTH);

    private static final int PROHIBITS_PER_PAIR = 2;
    private static final List<AlertType> TYPES = List.of(
            AlertType.DOC_LOST,
            AlertType.DOC_STOLEN,
            AlertType.DOC_REVOKED,
            AlertType.DOC_FRAUD,
            AlertType.VEH_STOLEN,
            AlertType.VEH_CHECK,
            AlertType.OBJ_SEIZE,
            AlertType.CUST_RISK,
            AlertType.CUST_SEIZURE,
            AlertType.ANIMAL_HEALTH);
    private static final List<Purpose> PURPOSES =
            List.of(Purpose.BORDER_CHECK, Purpose.IMMIGRATION, Purpose.CUSTOMS, Purpose.CRIME);
    private static final List<Severity> SEVERITIES =
            List.of(Severity.EXTREME, Severity.SEVERE, Severity.MODERATE, Severity.MINOR);

    private final List<String> states;
    private final Map<String, List<Spec>> byPair = new TreeMap<>();
    private final List<Spec.Pair> pairs = new ArrayList<>();

    private RuleSet(List<String> states) {
        this.states = states;
    }

    /** @param stateCount 7 gives 42 ordered pairs, 195 give 37,830 */
    static RuleSet of(int stateCount, long seed) {
        var random = new Random(seed);
        var states = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3).stream()
                .sorted()
                .limit(stateCount)
                .toList();
        var set = new RuleSet(states);
        for (String from : states) {
            for (String to : states) {
                if (!from.equals(to)) {
                    set.add(new Spec.Pair(from, to), random);
                }
            }
        }
        return set;
    }

    private void add(Spec.Pair pair, Random random) {
        var rules = new ArrayList<Spec>();
        for (int i = 0; i < RULES_PER_PAIR; i++) {
            boolean permit = i >= PROHIBITS_PER_PAIR;
            rules.add(new Spec(
                    pair.from() + "-" + pair.to() + "-" + i,
                    permit,
                    pair,
                    some(TYPES, permit ? 4 : 1, random, AlertType.class),
                    some(ROLES, 2, random, Role.class),
                    some(ROLES, 2, random, Role.class),
                    some(PURPOSES, 2, random, Purpose.class),
                    SEVERITIES.get(random.nextInt(SEVERITIES.size()))));
        }
        pairs.add(pair);
        byPair.put(pair.toString(), List.copyOf(rules));
    }

    private static <E extends Enum<E>> Set<E> some(List<E> all, int count, Random random, Class<E> type) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        var some = EnumSet.noneOf(type);
        some.addAll(shuffled.subList(0, count));
        return Collections.unmodifiableSet(some);
    }

    /** For engines that compare numbers: 0 for the gravest. */
    static int grade(Severity severity) {
        return SEVERITIES.indexOf(severity);
    }

    List<String> states() {
        return states;
    }

    List<Spec.Pair> pairs() {
        return Collections.unmodifiableList(pairs);
    }

    /** How many rules there are. */
    int size() {
        return pairs.size() * RULES_PER_PAIR;
    }

    List<Spec> rules(Spec.Pair pair) {
        return byPair.get(pair.toString());
    }

    Collection<List<Spec>> all() {
        return Collections.unmodifiableCollection(byPair.values());
    }

    /** Questions over pairs of this set, about half of which fit a permit. */
    List<Question> questions(int count, long seed) {
        var random = new Random(seed);
        var questions = new ArrayList<Question>(count);
        while (questions.size() < count) {
            var pair = pairs.get(random.nextInt(pairs.size()));
            var question = new Question(
                    pair,
                    one(ROLES, random),
                    one(ROLES, random),
                    one(TYPES, random),
                    one(PURPOSES, random),
                    one(SEVERITIES, random));
            boolean wantsPermitted = questions.size() % 2 == 0;
            if (answer(question) == wantsPermitted) {
                questions.add(question);
            }
        }
        return questions;
    }

    private static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** The right answer, by looking at every rule of the pair. */
    boolean answer(Question question) {
        boolean permitted = false;
        for (Spec rule : rules(question.pair())) {
            if (rule.fits(question)) {
                if (!rule.permit()) {
                    return false;
                }
                permitted = true;
            }
        }
        return permitted;
    }
}
