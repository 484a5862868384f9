package org.kivuko.flow.surge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.flow.BorderCrossings;
import org.kivuko.flow.Rhythm;
import org.kivuko.flow.Span;

/** Twenty-five years of a real post: what everybody knows to have happened is seen, and how often an alert is proposed besides. */
class RealBreaksTest {
    /** From the month in which a break began, for as long as it went on or was made good. */
    private static final Map<String, List<YearMonth>> BREAKS = Map.of(
            "2001", List.of(YearMonth.of(2001, 9), YearMonth.of(2002, 8)),
            "2008", List.of(YearMonth.of(2008, 1), YearMonth.of(2009, 6)),
            "2020", List.of(YearMonth.of(2020, 3), YearMonth.of(2021, 12)));

    private final Map<String, List<Judged>> judged = new TreeMap<>();

    @BeforeEach
    void judge() {
        BorderCrossings.read()
                .forEach((measure, months) ->
                        judged.put(measure, Surge.judge(Rhythm.MONTH, spans(months), Set.of(), Sensitivity.STANDARD)));
    }

    private static NavigableMap<Span, Long> spans(NavigableMap<YearMonth, Long> months) {
        var spans = new TreeMap<Span, Long>();
        months.forEach((month, count) -> spans.put(Rhythm.MONTH.around(month.atDay(1)), count));
        return spans;
    }

    private static List<YearMonth> proposed(List<Judged> judged, boolean up) {
        return judged.stream()
                .filter(it -> it.departure()
                        .filter(departure -> departure.first() && departure.up() == up)
                        .isPresent())
                .map(it -> YearMonth.from(it.period().start()))
                .toList();
    }

    private static boolean isWithin(YearMonth month, List<YearMonth> span) {
        return !month.isBefore(span.get(0)) && !month.isAfter(span.get(1));
    }

    @Test
    void theBreaksOf2001And2008And2020ShowAsDrops() {
        BREAKS.forEach((name, span) -> {
            var seen = new TreeMap<String, YearMonth>();
            judged.forEach((measure, all) -> proposed(all, false).stream()
                    .filter(month -> isWithin(month, span))
                    .findFirst()
                    .ifPresent(month -> seen.put(measure, month)));
            System.out.println("the break of " + name + " is proposed as a drop: " + seen);
            assertThat(seen).as(name).hasSizeGreaterThanOrEqualTo(name.equals("2020") ? 5 : 3);
        });
    }

    @Test
    void besideTheBreaksLessThanOneAlertAYearIsProposed() {
        var besides = new TreeMap<String, List<String>>();
        double years = 0;
        for (Map.Entry<String, List<Judged>> one : judged.entrySet()) {
            var outside = new ArrayList<String>();
            for (boolean up : new boolean[] {true, false}) {
                proposed(one.getValue(), up).stream()
                        .filter(month -> BREAKS.values().stream().noneMatch(span -> isWithin(month, span)))
                        .map(month -> (up ? "+" : "-") + month)
                        .forEach(outside::add);
            }
            besides.put(one.getKey(), outside);
            years +=
                    one.getValue().stream().filter(it -> it.range().isPresent()).count() / 12.0;
        }
        int alarms = besides.values().stream().mapToInt(List::size).sum();
        System.out.printf(
                "beside the breaks %d alerts in %.0f years of five measures, %.2f a year and measure: %s%n",
                alarms, years, alarms / years, besides);
        assertThat(alarms / years).isLessThan(0.6);
    }
}
