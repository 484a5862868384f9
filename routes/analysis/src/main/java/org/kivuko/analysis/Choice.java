package org.kivuko.analysis;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Some values of a list, or all of them where nothing was stated. Immutable. */
record Choice<T>(Optional<Set<T>> stated) {

    static <T> Choice<T> all() {
        return new Choice<>(Optional.empty());
    }

    static <T> Choice<T> only(Collection<T> values) {
        return new Choice<>(Optional.of(Set.copyOf(values)));
    }

    /** As rules are written: an empty list was not stated. */
    static <T> Choice<T> asWritten(Collection<T> values) {
        return values.isEmpty() ? all() : only(values);
    }

    boolean admits(T value) {
        return stated.isEmpty() || stated.get().contains(value);
    }

    boolean everything() {
        return stated.isEmpty();
    }
}
