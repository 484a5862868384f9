package org.kivuko.analysis;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * A draft of which some values are chosen, with the rules and guarantees that still tell others apart: a rule that does not
 * admit a value chosen so far has no say in the rest. Where no permit is left, nothing can cross, and all that remains is one
 * class. Immutable.
 *
 * @param weight how many messages it stands for so far
 */
record Partial(Draft draft, List<Scope> live, long weight) {

    boolean hopeless() {
        return live.stream().noneMatch(Scope::permit);
    }

    /**
     * One partial for every class of the values of one dimension.
     *
     * @param admits whether a scope still has a say where this value is chosen
     * @param distinction what else tells values apart, beside the scopes
     * @param set the draft with the value
     */
    <T> Stream<Partial> by(
            Collection<T> values,
            BiPredicate<Scope, T> admits,
            Function<T, Object> distinction,
            BiFunction<Draft, T, Draft> set) {
        return by(values, value -> 1, admits, distinction, set);
    }

    /** The same for values that stand for several each. */
    <T> Stream<Partial> by(
            Collection<T> values,
            ToLongFunction<T> size,
            BiPredicate<Scope, T> admits,
            Function<T, Object> distinction,
            BiFunction<Draft, T, Draft> set) {
        return groups(values, admits, distinction).stream()
                .map(group -> new Partial(
                        set.apply(draft, group.example()),
                        without(scope -> !admits.test(scope, group.example())),
                        weight * group.values().stream().mapToLong(size).sum()));
    }

    /** The classes of the values of one dimension. */
    <T> List<Group<T>> groups(Collection<T> values, BiPredicate<Scope, T> admits, Function<T, Object> distinction) {
        return hopeless()
                ? Group.of(values, value -> true)
                : Group.of(values, value -> List.of(bits(value, admits), distinction.apply(value)));
    }

    private <T> BitSet bits(T value, BiPredicate<Scope, T> admits) {
        var bits = new BitSet(live.size());
        for (int i = 0; i < live.size(); i++) {
            bits.set(i, admits.test(live.get(i), value));
        }
        return bits;
    }

    /** What is left of the scopes. */
    List<Scope> without(Predicate<Scope> condition) {
        return live.stream().filter(condition.negate()).toList();
    }
}
