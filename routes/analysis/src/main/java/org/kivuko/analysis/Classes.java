package org.kivuko.analysis;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Divides drafts by one dimension after the other, and puts together what can no longer be told apart: drafts of which the
 * same rules and guarantees are left and the same was told come out alike from here on, by whatever values they came here.
 * For one thread.
 */
final class Classes {
    private final Scopes scopes;
    private final boolean changesAlone;

    /** @param changesAlone whether drafts in which no changed rule has a say are left out */
    Classes(Scopes scopes, boolean changesAlone) {
        this.scopes = scopes;
        this.changesAlone = changesAlone;
    }

    /**
     * What makes two drafts one class. A class is asked about by its first draft, which has to have every member that one of
     * the class has: so those with a post and with a severity are classes of their own.
     */
    private record Key(
            BitSet live, List<Object> told, BitSet sending, BitSet receiving, boolean post, boolean severity) {}

    private record Question(Object kind, Object view) {}

    /** Values that the same scopes admit and that are told alike. */
    private record Entry<T>(T example, BitSet admitting, Object told, long size) {}

    /** One partial for every class of drafts that have a value in this dimension too. */
    <T> Collection<Partial> split(Collection<Partial> partials, Dimension<T> dimension) {
        var known = new HashMap<Question, List<Entry<T>>>();
        var classes = new LinkedHashMap<Key, Partial>();
        for (Partial partial : partials) {
            if (isOpen(partial)) {
                var view = dimension.view().apply(partial);
                var question =
                        new Question(dimension.kind().apply(partial.draft().topic()), view);
                for (Entry<T> entry : known.computeIfAbsent(question, it -> entries(partial, view, dimension))) {
                    add(chosen(partial, entry, dimension), classes);
                }
            } else {
                anyOf(partial, dimension).ifPresent(it -> add(it, classes));
            }
        }
        return classes.values();
    }

    /** The topic is always chosen: how many values there are of all else depends on it. */
    private boolean isOpen(Partial partial) {
        return scopes.somePermit(partial.live()) || partial.told().isEmpty();
    }

    private <T> List<Entry<T>> entries(Partial partial, Object view, Dimension<T> dimension) {
        var topic = partial.draft().topic();
        return Group.of(
                        dimension.values().apply(topic),
                        value -> List.of(
                                admitting(value, dimension),
                                dimension.told().of(topic, view, value),
                                participations(dimension.set().apply(partial, value))))
                .stream()
                .map(group -> new Entry<>(
                        group.example(),
                        admitting(group.example(), dimension),
                        dimension.told().of(topic, view, group.example()),
                        group.values().stream().mapToLong(dimension.size()).sum()))
                .toList();
    }

    private <T> BitSet admitting(T value, Dimension<T> dimension) {
        return scopes.those(scope -> dimension.admits().test(scope, value));
    }

    private <T> Partial chosen(Partial partial, Entry<T> entry, Dimension<T> dimension) {
        var set = dimension.set().apply(partial, entry.example());
        return set.with(set.draft(), Scopes.both(partial.live(), entry.admitting()), entry.told(), entry.size());
    }

    /** Where no permit is left, nothing can cross, and all that remains is one class. */
    private <T> Optional<Partial> anyOf(Partial partial, Dimension<T> dimension) {
        var values = dimension.values().apply(partial.draft().topic());
        long all = values.stream().mapToLong(dimension.size()).sum();
        return values.stream()
                .findFirst()
                .map(value -> dimension.set().apply(partial, value).of(partial.weight() * all));
    }

    private void add(Partial partial, Map<Key, Partial> classes) {
        var left = scopes.somePermit(partial.live()) ? partial : partial.hopeless();
        if (!changesAlone || scopes.someChanged(left.live())) {
            classes.merge(key(left), left, (first, other) -> first.of(first.weight() + other.weight()));
        }
    }

    private List<BitSet> participations(Partial partial) {
        return List.of(scopes.participations(partial.draft().sender()), scopes.participations(partial.recipient()));
    }

    private Key key(Partial partial) {
        var draft = partial.draft();
        boolean hopeless = partial.live().isEmpty();
        return new Key(
                partial.live(),
                partial.told(),
                Scopes.both(scopes.participations(draft.sender()), partial.live()),
                Scopes.both(scopes.participations(partial.recipient()), partial.live()),
                !hopeless && draft.post().isPresent(),
                !hopeless && draft.gravity().severity().isPresent());
    }
}
