package org.kivuko.flow;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.kivuko.model.FlowReport;

/**
 * Whole days, local to the post. Immutable.
 *
 * @param start the first day
 * @param end the day after the last
 */
public record Span(LocalDate start, LocalDate end) implements Comparable<Span> {
    private static final Comparator<Span> ORDER =
            Comparator.comparing(Span::start).thenComparing(Span::end);

    public Span {
        if (!start.isBefore(end)) {
            throw new IllegalArgumentException("a span has at least one day");
        }
    }

    /** The period of a report. */
    public static Span of(FlowReport report) {
        return new Span(report.periodStart(), report.periodEnd());
    }

    public long days() {
        return ChronoUnit.DAYS.between(start, end);
    }

    /** Whether every day of the other is a day of this one. */
    public boolean contains(Span other) {
        return !other.start.isBefore(start) && !other.end.isAfter(end);
    }

    @Override
    public int compareTo(Span other) {
        return ORDER.compare(this, other);
    }
}
