package org.kivuko.analysis;

import java.util.Collection;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * One respect in which messages differ.
 *
 * @param kind alike for topics that have the same values, told apart in the same way
 * @param values all of them, for a topic
 * @param size how many values one of them stands for
 * @param admits whether a scope still has a say where this value is chosen
 * @param view what the scopes that are left make a difference of, beside what they admit
 * @param told what else tells values apart, under a view
 * @param set the draft with the value
 */
record Dimension<T>(
        Function<Topic, Object> kind,
        Function<Topic, Collection<T>> values,
        ToLongFunction<T> size,
        BiPredicate<Scope, T> admits,
        Function<Partial, Object> view,
        Told<T> told,
        BiFunction<Partial, T, Partial> set) {

    /** What tells a value apart from others that the same scopes admit. */
    interface Told<T> {
        Object of(Topic topic, Object view, T value);
    }

    /** Of values that stand for themselves, told apart in the same way whatever scopes are left. */
    static <T> Dimension<T> of(
            Function<Topic, Collection<T>> values,
            BiPredicate<Scope, T> admits,
            BiFunction<Topic, T, Object> told,
            BiFunction<Draft, T, Draft> set) {
        return new Dimension<>(
                topic -> topic,
                values,
                value -> 1,
                admits,
                partial -> true,
                (topic, view, value) -> told.apply(topic, value),
                setting(set));
    }

    static <T> BiFunction<Partial, T, Partial> setting(BiFunction<Draft, T, Draft> set) {
        return (partial, value) -> new Partial(
                set.apply(partial.draft(), value),
                partial.recipient(),
                partial.live(),
                partial.told(),
                partial.weight());
    }
}
