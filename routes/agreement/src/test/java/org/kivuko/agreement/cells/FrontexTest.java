package org.kivuko.agreement.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.agreement.cells.Frontex.Told;
import org.kivuko.agreement.cells.Release.Figure;
import org.kivuko.agreement.cells.Release.State;

/**
 * The real figures against an attacker with linear programming. Prints what hiding costs:
 * {@code mvn verify -Pslow -pl routes/agreement -am -Dtest=FrontexTest -Dkivuko.corpora=DIR}. The last test plants the
 * defect: with the small counts alone hidden, the attacker must succeed.
 */
class FrontexTest {
    private static final long SEED = Long.getLong("kivuko.seed", 20261125L);

    /** Counts of what one kind of report told and what of it was hidden. */
    private static final class Cost {
        private int reports;
        private int withheld;
        private long cells;
        private long small;
        private long further;
        private long people;
        private long hiddenPeople;

        void add(Covered covered) {
            reports++;
            withheld += covered.withheld() ? 1 : 0;
            small += covered.small();
            further += covered.further();
            for (Figure figure : covered.release().figures()) {
                cells += figure.count() > 0 ? 1 : 0;
                boolean total = figure.key().startsWith("_T/_T") || isMarginal(figure, covered);
                people += total ? 0 : figure.count();
                hiddenPeople += total || figure.state() == State.SHOWN ? 0 : figure.count();
            }
        }

        /** Totals would count people twice. */
        private static boolean isMarginal(Figure figure, Covered covered) {
            long specific = specific(figure);
            return covered.release().figures().stream().anyMatch(other -> specific(other) > specific);
        }

        private static long specific(Figure figure) {
            return List.of(figure.key().split("/", -1)).stream()
                    .filter(value -> !value.equals("_T"))
                    .count();
        }

        @Override
        public String toString() {
            return "%5d reports, %3d withheld; %6d cells, %5.1f %% small, %4.1f %% further; %8d travellers, %5.2f %% hidden"
                    .formatted(
                            reports,
                            withheld,
                            cells,
                            100.0 * small / cells,
                            100.0 * further / cells,
                            people,
                            100.0 * hiddenPeople / people);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10})
    void nothingHiddenInASampleIsPinnedDownMoreCloselyThanTheLimit(int limit) {
        check(limit, 96);
    }

    @Tag("slow")
    @ParameterizedTest
    @ValueSource(ints = {5, 10})
    void nothingHiddenIsPinnedDownMoreCloselyThanTheLimit(int limit) {
        check(limit, Integer.getInteger("kivuko.every", 1));
    }

    @Test
    void withoutFurtherCountsTheAttackerSucceeds() {
        // Given
        var limits = new Limits(5, Map.of(), false);
        var quarter = new Frontex()
                .quarters(SEED).stream()
                        .filter(told -> told.size() > 6)
                        .findFirst()
                        .orElseThrow();

        // Then
        var attacker = new Attacker(given(quarter, limits, new TreeMap<>()), limits);
        assertThat(new Bounds(attacker).exposed()).isNotEmpty();
    }

    private static void check(int limit, int every) {
        // Given
        var limits = new Limits(limit, Map.of(), true);
        var quarters = new Frontex().quarters(SEED);
        var costs = new TreeMap<String, Cost>();
        long hidden = 0;
        long shortest = Long.MAX_VALUE;

        // When
        for (int i = 0; i < quarters.size(); i += every) {
            var attacker = new Attacker(given(quarters.get(i), limits, costs), limits);
            var bounds = new Bounds(attacker);
            hidden += attacker.unknowns().size();

            // Then
            assertThat(bounds.exposed()).as("quarter %d", i).isEmpty();
            shortest = Math.min(
                    shortest,
                    attacker.unknowns().stream().mapToLong(bounds::width).min().orElse(shortest));
        }
        System.out.printf(
                "limit %d, every %d. quarter, seed %d: %d hidden numbers, none within less than %d%n",
                limit, every, SEED, hidden, shortest);
        costs.forEach((what, cost) -> System.out.printf("  %-20s %s%n", what, cost));
        assertThat(hidden).isPositive();
    }

    private static List<Release> given(List<Told> told, Limits limits, Map<String, Cost> costs) {
        var given = new ArrayList<Release>();
        for (Told one : told) {
            var covered = one.sent().cover(limits, given);
            costs.computeIfAbsent(one.what(), what -> new Cost()).add(covered);
            if (!covered.withheld()) {
                given.add(covered.release());
            }
        }
        return given;
    }
}
