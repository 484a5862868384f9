package org.kivuko.flow.mirror;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.kivuko.flow.Slice;
import org.kivuko.model.FlowReport;

/**
 * What one side says of one period, from one report or from several shorter ones.
 *
 * @param dimensions by which every part of it divides people
 * @param hours covered a day, the fewest of its parts; empty where a part does not tell
 * @param allDays whether its parts cover the period
 * @param since when the last of its parts first came
 */
record Statement(
        Map<Slice, Count> counts,
        Set<String> dimensions,
        OptionalInt hours,
        Set<String> methods,
        boolean allDays,
        Instant since) {

    static Statement of(FlowReport report, Instant since) {
        return new Statement(
                Slices.of(report),
                Slices.dimensions(report),
                report.hoursCovered(),
                Set.of(report.method()),
                true,
                since);
    }

    /** Parts of one period that do not overlap. */
    static Statement of(Collection<Statement> parts, boolean allDays) {
        var dimensions = new HashSet<>(parts.iterator().next().dimensions());
        parts.forEach(part -> dimensions.retainAll(part.dimensions()));
        var counts = new HashMap<Slice, Count>();
        var methods = new TreeSet<String>();
        for (Statement part : parts) {
            part.counts().forEach((slice, count) -> counts.merge(slice, count, Count::plus));
            methods.addAll(part.methods());
        }
        boolean told = parts.stream().allMatch(part -> part.hours().isPresent());
        OptionalInt hours =
                told ? parts.stream().mapToInt(part -> part.hours().getAsInt()).min() : OptionalInt.empty();
        Instant since =
                parts.stream().map(Statement::since).max(Instant::compareTo).orElseThrow();
        return new Statement(counts, dimensions, hours, methods, allDays, since);
    }

    /** What it says of a slice: where it divides by the dimension and has nobody of this kind, nobody. */
    Count count(Slice slice) {
        Count count = counts.get(slice);
        if (count != null) {
            return count;
        }
        return slice.equals(Slice.EVERYBODY) || dimensions.contains(slice.dimension())
                ? Count.NOBODY
                : Count.NOT_COUNTED;
    }
}
