package org.kivuko.flow.mirror;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kivuko.flow.Rhythm;
import org.kivuko.flow.Span;
import org.kivuko.model.AgencyId;
import org.kivuko.model.FlowReport;

/**
 * The reports of one side as one statement a period. Of a report the highest revision counts. Where several agencies report,
 * they count the same people, and one of them speaks for the side: a report of the whole period goes before parts of it, then
 * a register before a count, an estimate and a sample, then more hours, then the agencies' codes.
 */
final class Statements {
    private static final List<String> METHODS = List.of("REGISTER", "COUNT", "ESTIMATE", "SAMPLE");

    private static final Comparator<Standing> SPEAKS_FIRST = Comparator.comparing(
                    (Standing it) -> METHODS.indexOf(it.report().method()))
            .thenComparing(it -> -it.report().hoursCovered().orElse(0))
            .thenComparing(it -> it.report().reporter())
            .thenComparing(Standing::since, Comparator.reverseOrder())
            .thenComparing(it -> it.report().reportId());

    /** A report in its highest revision. */
    private record Standing(FlowReport report, Instant since) {
        Span period() {
            return Span.of(report);
        }

        Standing and(Standing other) {
            FlowReport newer = other.report.revision() > report.revision() ? other.report : report;
            return new Standing(newer, since.isBefore(other.since) ? since : other.since);
        }
    }

    private Statements() {}

    /** Per period of this rhythm what the side says, as known at an instant. */
    static NavigableMap<Span, Statement> of(Collection<Received> reports, Rhythm rhythm, Instant asOf) {
        var standing = new HashMap<List<Object>, Standing>();
        for (Received received : reports) {
            if (!received.at().isAfter(asOf)) {
                FlowReport report = received.report();
                standing.merge(
                        List.of(report.reporter(), report.reportId()),
                        new Standing(report, received.at()),
                        Standing::and);
            }
        }
        Map<Span, List<Standing>> byPeriod = standing.values().stream()
                .filter(it -> rhythm.around(it.report().periodStart()).contains(it.period()))
                .collect(Collectors.groupingBy(it -> rhythm.around(it.report().periodStart())));
        var statements = new TreeMap<Span, Statement>();
        byPeriod.forEach(
                (period, all) -> statements.put(period, whole(period, all).orElseGet(() -> parts(period, all))));
        return statements;
    }

    private static Optional<Statement> whole(Span period, List<Standing> all) {
        return all.stream()
                .filter(it -> it.period().equals(period))
                .min(SPEAKS_FIRST)
                .map(it -> Statement.of(it.report(), it.since()));
    }

    /** The parts of the agency that covers the most days. */
    private static Statement parts(Span period, List<Standing> all) {
        Map<AgencyId, List<Standing>> byAgency = new TreeMap<>(
                all.stream().collect(Collectors.groupingBy(it -> it.report().reporter())));
        List<Standing> best = List.of();
        for (List<Standing> ofOne : byAgency.values()) {
            List<Standing> apart = apart(ofOne);
            best = days(apart) > days(best) ? apart : best;
        }
        return Statement.of(
                best.stream().map(it -> Statement.of(it.report(), it.since())).toList(), days(best) == period.days());
    }

    /** Those that do not overlap an earlier one. */
    private static List<Standing> apart(List<Standing> parts) {
        var apart = new ArrayList<Standing>();
        parts.stream()
                .sorted(Comparator.comparing(Standing::period).thenComparing(SPEAKS_FIRST))
                .filter(it -> apart.isEmpty()
                        || !it.period()
                                .start()
                                .isBefore(apart.get(apart.size() - 1).period().end()))
                .forEach(apart::add);
        return apart;
    }

    private static long days(List<Standing> parts) {
        return parts.stream().mapToLong(it -> it.period().days()).sum();
    }
}
