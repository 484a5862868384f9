package org.kivuko.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;

/**
 * Values that nothing tells apart.
 *
 * @param values at least one, in the order in which they were given
 */
record Group<T>(List<T> values) {

    /** The values by what tells them apart. */
    static <T> List<Group<T>> of(Collection<T> values, Function<T, Object> distinction) {
        var groups = new LinkedHashMap<Object, List<T>>();
        values.forEach(value -> groups.computeIfAbsent(distinction.apply(value), key -> new ArrayList<>())
                .add(value));
        return groups.values().stream().map(Group::new).toList();
    }

    /** The value that stands for all. */
    T example() {
        return values.get(0);
    }

    int size() {
        return values.size();
    }
}
