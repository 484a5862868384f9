package org.kivuko.flow.surge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.kivuko.flow.Rhythm;
import org.kivuko.flow.Slice;
import org.kivuko.flow.Span;
import org.kivuko.model.AlertType;
import org.kivuko.model.Direction;
import org.kivuko.model.Severity;

/** Days of a post with a market on Thursdays, a slow rise over the year, and now and then no report. */
class SurgeTest {
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final int DAYS = 500;
    private static final LocalDate LAST = FIRST.plusDays(DAYS - 1L);
    private static final Set<LocalDate> NO_HOLIDAYS = Set.of();

    private static NavigableMap<Span, Long> days(long seed) {
        var random = new Random(seed);
        var days = new TreeMap<Span, Long>();
        for (int i = 0; i < DAYS; i++) {
            LocalDate day = FIRST.plusDays(i);
            double usual = 800 * (1 + 0.3 * i / DAYS) * (1 + 0.2 * Math.sin(2 * Math.PI * i / 365));
            double market = day.getDayOfWeek() == DayOfWeek.THURSDAY ? 2.5 : 1;
            boolean gap = random.nextInt(20) == 0 && i != DAYS - 1;
            long count = Math.round(usual * market * Math.exp(0.06 * random.nextGaussian()));
            if (!gap) {
                days.put(Rhythm.DAY.around(day), count);
            }
        }
        return days;
    }

    private static List<Judged> judge(NavigableMap<Span, Long> days, Set<LocalDate> holidays) {
        return Surge.judge(Rhythm.DAY, days, holidays, Sensitivity.STANDARD);
    }

    private static Judged on(List<Judged> judged, LocalDate day) {
        return judged.stream()
                .filter(it -> it.period().start().equals(day))
                .findFirst()
                .orElseThrow();
    }

    private static LocalDate last(DayOfWeek weekday) {
        LocalDate day = LAST;
        while (day.getDayOfWeek() != weekday) {
            day = day.minusDays(1);
        }
        return day;
    }

    @Test
    void aMarketDayIsUsualOnThursdayAndASurgeOnTuesday() {
        var days = days(1);
        LocalDate thursday = last(DayOfWeek.THURSDAY);
        LocalDate tuesday = last(DayOfWeek.TUESDAY);
        long market = days.get(Rhythm.DAY.around(thursday));
        days.put(Rhythm.DAY.around(tuesday), market);

        var judged = judge(days, NO_HOLIDAYS);

        assertThat(on(judged, thursday).departure()).isEmpty();
        assertThat(on(judged, tuesday).departure()).contains(new Departure(true, false, true));
    }

    @Test
    void quietDaysWithTrendSeasonAndGapsRaiseFewAlarms() {
        long alarms = 0;
        for (int seed = 0; seed < 20; seed++) {
            alarms += judge(days(seed), NO_HOLIDAYS).stream()
                    .filter(it -> it.departure().filter(Departure::first).isPresent())
                    .count();
        }
        System.out.println("alarms of 20 quiet posts in " + DAYS + " days: " + alarms);
        assertThat(alarms).isLessThan(20 * 4);
    }

    @Test
    void oneWrongFigureChangesTheRangeOfTheNextWeeksLittle() {
        var days = days(3);
        var spoilt = new TreeMap<>(days);
        LocalDate wrong = last(DayOfWeek.TUESDAY).minusWeeks(2);
        spoilt.put(Rhythm.DAY.around(wrong), 1_000_000L);
        LocalDate later = wrong.plusWeeks(1);

        double before =
                on(judge(days, NO_HOLIDAYS), later).range().orElseThrow().expected();
        double after =
                on(judge(spoilt, NO_HOLIDAYS), later).range().orElseThrow().expected();

        assertThat(after / before).isBetween(0.95, 1.05);
    }

    @Test
    void aHolidayIsJudgedByEarlierHolidaysAndTeachesNothingAboutOtherDays() {
        var days = days(4);
        var holidays = new HashSet<LocalDate>();
        for (int i = 60; i < DAYS; i += 60) {
            LocalDate holiday = FIRST.plusDays(i);
            holidays.add(holiday);
            days.computeIfPresent(Rhythm.DAY.around(holiday), (span, count) -> count / 4);
        }
        LocalDate last = FIRST.plusDays(480);
        days.putIfAbsent(Rhythm.DAY.around(last), 250L);

        var judged = on(judge(days, holidays), last);
        assertThat(judged.departure()).isEmpty();
        assertThat(judged.range().orElseThrow().expected()).isBetween(150L, 400L);
        assertThat(on(judge(days, NO_HOLIDAYS), last).departure()).isPresent();
    }

    @Test
    void afterAWeekOfHolidaysTheDaysAreJudgedAsBeforeIt() {
        var days = days(8);
        var holidays = new HashSet<LocalDate>();
        LocalDate after = last(DayOfWeek.TUESDAY);
        for (int i = 1; i <= 10; i++) {
            holidays.add(after.minusDays(i));
            days.computeIfPresent(Rhythm.DAY.around(after.minusDays(i)), (span, count) -> count / 4);
        }
        double told = on(judge(days, holidays), after).range().orElseThrow().expected();
        double untold =
                on(judge(days(8), NO_HOLIDAYS), after).range().orElseThrow().expected();

        assertThat(told / untold).isBetween(0.9, 1.1);
    }

    @Test
    void fewPeopleVaryByChance() {
        var random = new Random(5);
        var days = new TreeMap<Span, Long>();
        for (int i = 0; i < DAYS; i++) {
            LocalDate day = FIRST.plusDays(i);
            double usual = day.getDayOfWeek() == DayOfWeek.SUNDAY ? 100 : 10_000;
            days.put(Rhythm.DAY.around(day), Math.round(usual + Math.sqrt(usual) * random.nextGaussian()));
        }
        assertThat(judge(days, NO_HOLIDAYS)).allMatch(it -> it.departure()
                .filter(departure -> !departure.creeping())
                .isEmpty());
    }

    @Test
    void whatGoesOnIsProposedOnce() {
        var days = days(6);
        for (int i = DAYS - 4; i < DAYS; i++) {
            days.put(Rhythm.DAY.around(FIRST.plusDays(i)), 9000L);
        }
        int proposed = 0;
        for (int i = DAYS - 10; i < DAYS; i++) {
            var until = days.headMap(Rhythm.DAY.around(FIRST.plusDays(i)), true);
            if (!until.lastKey().start().equals(FIRST.plusDays(i))) {
                continue;
            }
            var proposal = Surge.proposal("KEN-BUSIA", Direction.EXIT, Slice.EVERYBODY, judge(until, NO_HOLIDAYS));
            if (proposal.isPresent()) {
                proposed++;
                assertThat(proposal.get().alertType()).isEqualTo(AlertType.FLOW_SURGE);
                assertThat(proposal.get().severity()).isEqualTo(Severity.SEVERE);
                assertThat(proposal.get().key()).isEqualTo("KEN-BUSIA EXIT everybody SURGE 2026-05-12");
            }
        }
        assertThat(proposed).isEqualTo(1);
    }

    @Test
    void countsThatCreepAwayAreSeenAlthoughEachIsInRange() {
        var days = new TreeMap<Span, Long>();
        for (int i = 0; i < 60; i++) {
            double fall = i < 40 ? 1 : Math.pow(0.99, i - 40.0);
            days.put(Reports.month(i), Math.round(100_000 * fall * (1 + 0.01 * Math.sin(i * 12.9898))));
        }
        var judged = Surge.judge(Rhythm.MONTH, days, NO_HOLIDAYS, Sensitivity.STANDARD);

        assertThat(judged).anyMatch(it -> it.departure()
                .filter(departure -> departure.creeping() && !departure.up())
                .isPresent());
        assertThat(judged.subList(0, 40)).allMatch(it -> it.departure().isEmpty());
    }

    @Test
    void withoutHistoryNothingIsUsualAndNothingProposed() {
        var days = days(7).headMap(Rhythm.DAY.around(FIRST.plusDays(20)), true);

        assertThat(judge(days, NO_HOLIDAYS))
                .allMatch(it -> it.range().isEmpty() && it.departure().isEmpty());
        assertThat(Surge.proposal("KEN-BUSIA", Direction.EXIT, Slice.EVERYBODY, List.of()))
                .isEmpty();
    }

    private static final class Reports {
        static Span month(int number) {
            return Rhythm.MONTH.around(LocalDate.of(2020, 1, 1).plusMonths(number));
        }
    }
}
