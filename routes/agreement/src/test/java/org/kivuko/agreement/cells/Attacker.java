package org.kivuko.agreement.cells;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.kivuko.agreement.cells.Release.State;

/**
 * Who wants to know what was hidden. Reads what one recipient was given with eyes of its own: shares no code with what it
 * attacks but the record of a release. It knows every count that was shown, that a hidden cell counts somebody where a report
 * has no zeros, that figures add up, which counts are the same in two reports, the limit, and that nothing is hidden without
 * need.
 */
final class Attacker {
    /** A number that it does not know. */
    record Unknown(int index, String name, long truth, long limit, long least) {
        boolean isSmall(long value) {
            return value > 0 && value < limit;
        }
    }

    /** The sum of the unknowns, each so many times, is that number. */
    record Equation(Map<Integer, Integer> factors, long sum) {}

    private record Sum(long known, List<Integer> unknown, long truth) {}

    private final Map<String, Unknown> unknowns = new LinkedHashMap<>();
    private final Set<String> shown = new HashSet<>();
    private final Set<Set<Integer>> together = new LinkedHashSet<>();
    private final Set<Equation> equations = new LinkedHashSet<>();

    Attacker(List<Release> given, Limits limits) {
        for (Release release : given) {
            release.figures().forEach(figure -> {
                if (figure.state() == State.SHOWN) {
                    shown.add(name(release, figure.key(), figure.count()));
                }
            });
        }
        var notZero = new HashSet<String>();
        for (Release release : given) {
            if (release.figures().stream().allMatch(figure -> figure.count() > 0)) {
                release.figures().forEach(figure -> notZero.add(name(release, figure.key(), figure.count())));
            }
        }
        for (Release release : given) {
            for (var figure : release.figures()) {
                var name = name(release, figure.key(), figure.count());
                if (figure.state() == State.HIDDEN && !shown.contains(name)) {
                    unknowns.putIfAbsent(
                            name,
                            new Unknown(
                                    unknowns.size(),
                                    name,
                                    figure.count(),
                                    limit(figure.key(), limits),
                                    notZero.contains(name) ? 1 : 0));
                }
            }
        }
        equateWithinPeriods(given);
        equateAcrossPeriods(given);
    }

    private static String name(Release release, String key, long count) {
        return release.periodStart() + " " + release.periodEnd() + " " + key + " " + count;
    }

    /** Written down again from the contract: the greatest of the limits of its dimensions. */
    private static long limit(String key, Limits limits) {
        long limit = limits.min();
        var values = key.split("/", -1);
        var names = List.of("nationality", "sex", "ageBand", "category", "transport", "purpose");
        for (int i = 0; i < values.length; i++) {
            if (!values[i].equals("_T")) {
                limit = Math.max(limit, limits.minBy().getOrDefault(names.get(i), 0));
            }
        }
        return limit;
    }

    List<Unknown> unknowns() {
        return List.copyOf(unknowns.values());
    }

    Collection<Equation> equations() {
        return equations;
    }

    /** Unknowns that hang together: by equations, or as cells of one breakdown. */
    List<Set<Integer>> groups() {
        var group = IntStream.range(0, unknowns.size()).toArray();
        boolean changed = true;
        while (changed) {
            changed = false;
            for (var some : together) {
                int least = some.stream().mapToInt(i -> group[i]).min().orElse(0);
                for (int i : some) {
                    changed |= group[i] != least;
                    group[i] = least;
                }
            }
        }
        var groups = new TreeMap<Integer, Set<Integer>>();
        for (int i = 0; i < group.length; i++) {
            groups.computeIfAbsent(group[i], g -> new TreeSet<>()).add(i);
        }
        return List.copyOf(groups.values());
    }

    private void equateWithinPeriods(List<Release> given) {
        var byPeriod = new LinkedHashMap<String, List<Release>>();
        given.forEach(release -> byPeriod.computeIfAbsent(
                        release.periodStart() + " " + release.periodEnd(), period -> new ArrayList<>())
                .add(release));
        for (var releases : byPeriod.values()) {
            var sums = new TreeMap<String, List<Sum>>();
            releases.forEach(
                    release -> sums(release).forEach((key, list) -> sums.computeIfAbsent(key, k -> new ArrayList<>())
                            .addAll(list)));
            sums.values().forEach(this::equate);
        }
    }

    /** Everything that counts the same and comes to the same. */
    private void equate(List<Sum> sums) {
        var first = new HashMap<Long, Sum>();
        for (Sum sum : sums) {
            var other = first.putIfAbsent(sum.truth(), sum);
            if (other != null) {
                add(other, List.of(sum));
            }
        }
    }

    private void add(Sum whole, List<Sum> parts) {
        var factors = new TreeMap<Integer, Integer>();
        whole.unknown().forEach(i -> factors.merge(i, -1, Integer::sum));
        long known = whole.known();
        for (Sum part : parts) {
            part.unknown().forEach(i -> factors.merge(i, 1, Integer::sum));
            known -= part.known();
        }
        factors.values().removeIf(factor -> factor == 0);
        if (!factors.isEmpty()) {
            equations.add(new Equation(factors, known));
            together.add(factors.keySet());
        }
    }

    /** For each thing that may be counted, all ways in which a report counts it. */
    private Map<String, List<Sum>> sums(Release release) {
        var byPattern = new TreeMap<String, Map<String, Sum>>();
        for (var figure : release.figures()) {
            if (figure.key().split("/", -1).length == 6) {
                for (String total : generalisations(figure.key())) {
                    byPattern
                            .computeIfAbsent(total, key -> new TreeMap<>())
                            .merge(pattern(figure.key()), sum(release, figure), Attacker::plus);
                }
            }
        }
        var sums = new TreeMap<String, List<Sum>>();
        byPattern.forEach((key, patterns) -> {
            sums.put(key, List.copyOf(patterns.values()));
            patterns.values().forEach(sum -> together.add(new TreeSet<>(sum.unknown())));
        });
        return sums;
    }

    private Sum sum(Release release, Release.Figure figure) {
        var unknown = unknowns.get(name(release, figure.key(), figure.count()));
        return unknown == null
                ? new Sum(figure.count(), List.of(), figure.count())
                : new Sum(0, List.of(unknown.index()), figure.count());
    }

    private static Sum plus(Sum one, Sum other) {
        var unknown = new ArrayList<>(one.unknown());
        unknown.addAll(other.unknown());
        return new Sum(one.known() + other.known(), unknown, one.truth() + other.truth());
    }

    private static String pattern(String key) {
        return String.join(
                "/",
                List.of(key.split("/", -1)).stream()
                        .map(value -> value.equals("_T") ? "_T" : "x")
                        .toList());
    }

    /** The key itself and every total over it. */
    private static Set<String> generalisations(String key) {
        var keys = new TreeSet<String>();
        var values = key.split("/", -1);
        for (int set = 0; set < 1 << values.length; set++) {
            var total = values.clone();
            for (int i = 0; i < values.length; i++) {
                if ((set & 1 << i) != 0) {
                    total[i] = "_T";
                }
            }
            keys.add(String.join("/", total));
        }
        return keys;
    }

    /** What days say with what a longer time says: where the days fill it, and come to the same. */
    private void equateAcrossPeriods(List<Release> given) {
        for (Release whole : given) {
            var days = new TreeMap<LocalDate, List<Release>>();
            given.stream()
                    .filter(part -> !part.periodStart().isBefore(whole.periodStart())
                            && !part.periodEnd().isAfter(whole.periodEnd())
                            && !(part.periodStart().equals(whole.periodStart())
                                    && part.periodEnd().equals(whole.periodEnd())))
                    .forEach(part -> days.computeIfAbsent(part.periodStart(), day -> new ArrayList<>())
                            .add(part));
            sums(whole).forEach((key, wholes) -> {
                var parts = new ArrayList<Sum>();
                days.values().forEach(releases -> latest(releases, key, parts));
                long truth = parts.stream().mapToLong(Sum::truth).sum();
                wholes.stream()
                        .filter(sum -> !parts.isEmpty() && sum.truth() == truth)
                        .forEach(sum -> add(sum, parts));
            });
        }
    }

    private void latest(List<Release> releases, String key, List<Sum> parts) {
        for (int i = releases.size() - 1; i >= 0; i--) {
            var sums = sums(releases.get(i)).get(key);
            if (sums != null) {
                parts.add(sums.get(0));
                return;
            }
        }
    }
}
