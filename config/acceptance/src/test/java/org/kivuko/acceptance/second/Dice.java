package org.kivuko.acceptance.second;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Seeded chance, in the words that worlds of rules and messages are made with. */
final class Dice {
    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    int from(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    <T> Optional<T> maybe(int chance, Supplier<T> value) {
        return percent(chance) ? Optional.of(value.get()) : Optional.empty();
    }

    /** Nothing, or with a chance from one to {@code most} different ones. */
    <T> Set<T> some(int chance, int most, Collection<T> of) {
        return percent(chance) ? few(most, of) : Set.of();
    }

    /** From one to {@code most} different ones. */
    <T> Set<T> few(int most, Collection<T> of) {
        var mixed = new ArrayList<>(of);
        Collections.shuffle(mixed, random);
        return new LinkedHashSet<>(mixed.subList(0, Math.min(of.size(), from(1, most))));
    }
}
