package org.kivuko.analysis;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.kivuko.model.AgencyId;

/** The rules and guarantees of one way, by number, so that sets of them can be compared fast. For one thread. */
final class Scopes {
    private final List<Scope> all;
    private final BitSet permits;
    private final BitSet changed;
    private final Map<AgencyId, BitSet> participations = new HashMap<>();

    Scopes(List<Scope> all) {
        this.all = List.copyOf(all);
        permits = those(Scope::permit);
        changed = those(Scope::changed);
    }

    /** The numbers of those that meet a condition. */
    BitSet those(Predicate<Scope> condition) {
        var numbers = new BitSet(all.size());
        for (int i = 0; i < all.size(); i++) {
            numbers.set(i, condition.test(all.get(i)));
        }
        return numbers;
    }

    Stream<Scope> of(BitSet numbers) {
        return numbers.stream().mapToObj(all::get);
    }

    boolean any(BitSet numbers, Predicate<Scope> condition) {
        return of(numbers).anyMatch(condition);
    }

    boolean somePermit(BitSet numbers) {
        return numbers.intersects(permits);
    }

    boolean someChanged(BitSet numbers) {
        return numbers.intersects(changed);
    }

    /** In whose exercises an agency takes part. */
    BitSet participations(AgencyId agency) {
        return participations.computeIfAbsent(
                agency, key -> those(scope -> scope.participants().contains(key)));
    }

    static BitSet both(BitSet one, BitSet other) {
        var both = (BitSet) one.clone();
        both.and(other);
        return both;
    }
}
