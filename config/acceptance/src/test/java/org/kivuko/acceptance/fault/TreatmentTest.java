package org.kivuko.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The same seed treats connections the same; another otherwise; and every kind comes up. */
class TreatmentTest {
    private static final LongFunction<Treatment> WITH_SEED_7 = connection -> Treatment.of(7, connection);

    @Test
    void isRepeatedByTheSeed() {
        var once = LongStream.range(0, 50).mapToObj(WITH_SEED_7).toList();
        var again = LongStream.range(0, 50).mapToObj(WITH_SEED_7).toList();
        var otherwise = LongStream.range(0, 50)
                .mapToObj(connection -> Treatment.of(8, connection))
                .toList();

        assertThat(again).isEqualTo(once).isNotEqualTo(otherwise);
    }

    @Test
    void isOfEveryKindAmongFifty() {
        assertThat(LongStream.range(0, 50).mapToObj(WITH_SEED_7).map(Treatment::kind))
                .contains(Treatment.Kind.values());
    }
}
