package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.testkit.Books.Addressed;
import org.kivuko.testkit.Books.Received;

/** Each figure of the books counts, and one too many or too few of any is told. */
class BooksTest {
    private static final long[] ADDRESSED = {28, 1, 2, 3, 4, 5, 6, 7};
    private static final long[] RECEIVED = {15, 1, 2, 3, 4, 5};

    private static Books books(long[] a, long[] r) {
        return new Books(
                Map.of("UGA.DCIC", new Addressed(a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7])),
                Map.of("KEN.DIS", new Received(r[0], r[1], r[2], r[3], r[4], r[5])));
    }

    private static long[] changed(long[] figures, int place, int by) {
        long[] copy = figures.clone();
        copy[place] += by;
        return copy;
    }

    @Test
    void whatBalancesHasNoFault() {
        assertThat(books(ADDRESSED, RECEIVED).faults()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void oneDeliveryTooManyOrTooFewIsTold(int place) {
        for (int by : new int[] {-1, 1}) {
            assertThat(books(changed(ADDRESSED, place, by), RECEIVED).faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault).startsWith("what was addressed to UGA.DCIC"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void oneCopyTooManyOrTooFewIsTold(int place) {
        for (int by : new int[] {-1, 1}) {
            assertThat(books(ADDRESSED, changed(RECEIVED, place, by)).faults())
                    .singleElement()
                    .satisfies(fault -> assertThat(fault).startsWith("what came from KEN.DIS"));
        }
    }

    @Test
    void whatIsMissingInTheBrokerIsNotMadeUpForByAnAgencysOwnFigures() {
        assertThat(books(new long[] {1, 2, -1, 0, 0, 0, 0, 0}, RECEIVED).faults())
                .hasSize(1);
    }
}
