package org.kivuko.agreement.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small reports of every form, one after the other to one recipient, against an attacker who tries all numbers. The last
 * tests plant defects: without further counts, or without a memory of what was given before, it must succeed.
 */
class EnumerationTest {
    private static final Limits THREE = new Limits(3, Map.of(), true);
    private static final Limits SMALL_ALONE = new Limits(3, Map.of(), false);
    private static final int MOST_UNKNOWNS = 6;

    private static LongStream seeds() {
        return LongStream.range(0, Long.getLong("kivuko.worlds", 120));
    }

    private static List<Release> given(long seed, Limits limits, boolean remember) {
        var given = new ArrayList<Release>();
        for (var sent : SmallWorlds.reports(seed, 3, 3)) {
            var covered = sent.cover(limits, remember ? given : List.of());
            if (!covered.withheld()) {
                given.add(covered.release());
            }
        }
        return given;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void nothingHiddenIsPinnedDownMoreCloselyThanTheLimit(long seed) {
        // Given
        var attacker = new Attacker(given(seed, THREE, true), THREE);
        if (attacker.unknowns().size() > MOST_UNKNOWNS) {
            return;
        }

        // When
        var tried = new Enumeration(attacker);

        // Then
        assertThat(tried.combinations).isPositive();
        assertThat(tried.exposed()).isEmpty();
    }

    @Test
    void withoutFurtherCountsTheAttackerSucceeds() {
        assertThat(seeds().filter(seed -> isExposed(given(seed, SMALL_ALONE, true)))
                        .count())
                .isGreaterThan(20);
    }

    @Test
    void withoutAMemoryTheAttackerSucceeds() {
        assertThat(seeds().filter(seed -> isExposed(given(seed, THREE, false))).count())
                .isPositive();
    }

    private static boolean isExposed(List<Release> given) {
        var attacker = new Attacker(given, THREE);
        return attacker.unknowns().size() <= MOST_UNKNOWNS
                && !new Enumeration(attacker).exposed().isEmpty();
    }
}
