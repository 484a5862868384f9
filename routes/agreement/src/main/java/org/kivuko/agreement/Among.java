package org.kivuko.agreement;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/**
 * One matcher of a rule: the values it admits. A matcher that was not stated admits everything, one that was stated and
 * names nobody (a role that no agency has) admits nothing.
 */
record Among<T>(boolean everything, Set<T> values) {

    static <T> Among<T> anything() {
        return new Among<>(true, Set.of());
    }

    static <T> Among<T> only(Collection<T> values) {
        return new Among<>(false, Set.copyOf(values));
    }

    /** What a rule states, where an empty list means that it states nothing. */
    static <T> Among<T> stated(Collection<T> values) {
        return values.isEmpty() ? anything() : only(values);
    }

    boolean admits(T value) {
        return everything || values.contains(value);
    }

    /** An absent value is admitted only where every value is. */
    boolean admits(Optional<T> value) {
        return everything || (value.isPresent() && values.contains(value.get()));
    }
}
