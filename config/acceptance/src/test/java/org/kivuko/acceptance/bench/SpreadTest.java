package org.kivuko.acceptance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a row of the table says is what was measured. */
class SpreadTest {
    @Test
    void medianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(new Spread(List.of(4.0, 1.0, 2.0, 10.0)).median()).isEqualTo(3.0);
    }

    @Test
    void ratioIsTakenWithinARoundAndNotBetweenMedians() {
        // Given: the second round was ten times as slow for both
        Spread ratio = Spread.ratio(List.of(20.0, 2.0, 18.0), List.of(10.0, 1.0, 6.0));

        // Then
        assertThat(ratio.values()).containsExactly(2.0, 2.0, 3.0);
        assertThat(ratio.median()).isEqualTo(2.0);
    }

    @Test
    void intervalOfNineRoundsLeavesOutOneAtEachEnd() {
        // When
        var spread =
                new Spread(IntStream.rangeClosed(1, 9).mapToObj(i -> (double) i).toList());

        // Then: one of 9 below the median, or none, comes in 2 % of all cases
        assertThat(spread.lowerEndOfMedian()).isEqualTo(2.0);
        assertThat(spread.upperEndOfMedian()).isEqualTo(8.0);
    }

    @Test
    void intervalOfThreeRoundsIsAllOfThem() {
        // When
        var spread = new Spread(List.of(1.0, 2.0, 3.0));

        // Then
        assertThat(spread.lowerEndOfMedian()).isEqualTo(1.0);
        assertThat(spread.upperEndOfMedian()).isEqualTo(3.0);
    }
}
