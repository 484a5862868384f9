package org.kivuko.flow.mirror;

import static org.kivuko.flow.BorderCrossings.BUSES;
import static org.kivuko.flow.BorderCrossings.CARS;
import static org.kivuko.flow.BorderCrossings.IN_BUSES;
import static org.kivuko.flow.BorderCrossings.IN_CARS;
import static org.kivuko.flow.BorderCrossings.PEDESTRIANS;

import java.time.Duration;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.kivuko.flow.BorderCrossings;
import org.kivuko.flow.Slice;
import org.kivuko.flow.Span;

/**
 * The real figures of a post as one side, and as the other the same with a seed: a small error everywhere, and from time to time
 * something wrong with it for some months.
 */
final class TwoSides {
    /** What was planted, and the reason that has to be named for it; none where it is about whether a report comes. */
    enum Fault {
        SHIFTED(Reason.SHIFTED_PERIOD),
        COUNTED_NEXT_MONTH(Reason.SHIFTED_PERIOD),
        THINNED(Reason.THINNED),
        HALF_DAYS(Reason.HOURS),
        SAMPLED(Reason.METHOD),
        PROVISIONAL(Reason.REVISION_PENDING),
        KIND_LEFT_OUT(Reason.PARTIAL),
        KIND_NOT_COUNTED(Reason.PARTIAL),
        LATE(null),
        MISSING(null);

        private final Reason reason;

        Fault(Reason reason) {
            this.reason = reason;
        }

        /** Whether it changes the counts of this slice. */
        boolean concerns(Slice slice) {
            boolean ofOneKind = this == KIND_LEFT_OUT || this == KIND_NOT_COUNTED;
            return !ofOneKind || slice.equals(Slice.EVERYBODY) || slice.equals(new Slice("transport", "P"));
        }

        Optional<Reason> reason() {
            return Optional.ofNullable(reason);
        }
    }

    private static final double ERROR = 0.015;
    private static final Set<Fault> ONE_MONTH = EnumSet.of(Fault.COUNTED_NEXT_MONTH);

    private final Map<String, NavigableMap<YearMonth, Long>> real = BorderCrossings.read();
    private final Random random;
    private final NavigableMap<YearMonth, Fault> faults = new TreeMap<>();
    final List<Received> exits = new ArrayList<>();
    final List<Received> entries = new ArrayList<>();

    TwoSides(long seed) {
        random = new Random(seed);
        plant();
        Map<String, Long> late = new HashMap<>();
        for (YearMonth month = BorderCrossings.FIRST;
                !month.isAfter(BorderCrossings.LAST);
                month = month.plusMonths(1)) {
            exits.add(report(Reports.exit(span(month)), figures(month)).received());
            Map<String, Long> carried = late;
            late = new HashMap<>();
            entered(month, carried, late).map(Reports::received).ifPresent(entries::add);
        }
    }

    /** The months with something planted. */
    NavigableMap<Span, Fault> planted() {
        var spans = new TreeMap<Span, Fault>();
        faults.forEach((month, fault) -> spans.put(span(month), fault));
        return spans;
    }

    static Span span(YearMonth month) {
        return Reports.month(month.getYear(), month.getMonthValue());
    }

    /** One fault after the other, in an order of the seed, three to seven months each, with three to five good ones between. */
    private void plant() {
        var kinds = new ArrayList<Fault>();
        YearMonth month = BorderCrossings.FIRST.plusMonths(4);
        while (month.plusMonths(10).isBefore(BorderCrossings.LAST)) {
            if (kinds.isEmpty()) {
                kinds.addAll(Arrays.asList(Fault.values()));
                Collections.shuffle(kinds, random);
            }
            Fault fault = kinds.remove(0);
            int months = ONE_MONTH.contains(fault) ? 1 : 3 + random.nextInt(5);
            for (int i = 0; i < months; i++) {
                faults.put(month.plusMonths(i), fault);
            }
            month = month.plusMonths(months + 3L + random.nextInt(3));
        }
    }

    private Map<String, Long> figures(YearMonth month) {
        var figures = new HashMap<String, Long>();
        real.forEach(
                (measure, months) -> Optional.ofNullable(months.get(month)).ifPresent(it -> figures.put(measure, it)));
        return figures;
    }

    private Optional<Reports> entered(YearMonth month, Map<String, Long> carried, Map<String, Long> late) {
        Fault fault = faults.get(month);
        Map<String, Long> seen = figures(fault == Fault.SHIFTED ? month.minusMonths(1) : month);
        double share = 0.6 + 0.25 * random.nextDouble();
        seen.replaceAll((measure, count) -> Math.round(count * (1 + ERROR * random.nextGaussian())));
        carried.forEach((measure, count) -> seen.merge(measure, count, Long::sum));
        Reports report = Reports.entry(span(month));
        if (fault == null) {
            return Optional.of(report(report, seen));
        }
        switch (fault) {
            case COUNTED_NEXT_MONTH ->
                seen.replaceAll((measure, count) -> {
                    long later = Math.round(count * 0.25);
                    late.put(measure, later);
                    return count - later;
                });
            case THINNED -> seen.replaceAll((measure, count) -> Math.round(count * share));
            case HALF_DAYS -> {
                report.hours(12);
                seen.replaceAll((measure, count) -> Math.round(count * (0.5 + 0.4 * random.nextDouble())));
            }
            case SAMPLED -> {
                report.method("SAMPLE");
                seen.replaceAll((measure, count) -> Math.round(count * (0.7 + 0.6 * random.nextDouble())));
            }
            case PROVISIONAL -> {
                report.provisional();
                seen.replaceAll((measure, count) -> Math.round(count * (0.8 + 0.1 * random.nextDouble())));
            }
            case KIND_LEFT_OUT -> seen.remove(PEDESTRIANS);
            case KIND_NOT_COUNTED -> {
                report.notCounted("P");
                seen.remove(PEDESTRIANS);
            }
            case LATE -> report.after(Reports.DUE.plus(Duration.ofDays(1 + random.nextInt(25))));
            case MISSING -> {
                return Optional.empty();
            }
            case SHIFTED -> {}
        }
        return Optional.of(report(report, seen));
    }

    private static Reports report(Reports report, Map<String, Long> figures) {
        Map.of(PEDESTRIANS, "P", IN_CARS, "3", IN_BUSES, "6").forEach((measure, transport) -> {
            if (figures.containsKey(measure)) {
                report.people(transport, figures.get(measure));
            }
        });
        Map.of(CARS, "car", BUSES, "bus").forEach((measure, type) -> {
            if (figures.containsKey(measure)) {
                report.vehicles(type, figures.get(measure));
            }
        });
        return report;
    }
}
