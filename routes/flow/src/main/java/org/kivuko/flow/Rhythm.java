package org.kivuko.flow;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** How long the periods are that follow each other at a crossing: days, weeks from Monday on, calendar months. */
public enum Rhythm {
    DAY,
    WEEK,
    MONTH;

    /** The period in which a day lies. */
    public Span around(LocalDate day) {
        return switch (this) {
            case DAY -> new Span(day, day.plusDays(1));
            case WEEK -> {
                LocalDate monday = day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield new Span(monday, monday.plusWeeks(1));
            }
            case MONTH -> {
                LocalDate first = day.withDayOfMonth(1);
                yield new Span(first, first.plusMonths(1));
            }
        };
    }

    public Span before(Span period) {
        return around(period.start().minusDays(1));
    }

    public Span after(Span period) {
        return around(period.end());
    }
}
