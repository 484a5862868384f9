package org.kivuko.acceptance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The same seed treats connections the same; another otherwise; and every kind comes up. */
class TreatmentTest {
    @Test
    void isRepeatedByTheSeed() {
        var once = LongStream.range(0, 50)
                .mapToObj(connection -> Treatment.of(7, connection))
                .toList();
        var again = LongStream.range(0, 50)
                .mapToObj(connection -> Treatment.of(7, connection))
                .toList();
        var otherwise = LongStream.range(0, 50)
                .mapToObj(connection -> Treatment.of(8, connection))
                .toList();

        assertThat(again).isEqualTo(once).isNotEqualTo(otherwise);
    }

    @Test
    void isOfEveryKindAmongFifty() {
        assertThat(LongStream.range(0, 50)
                        .mapToObj(connection -> Treatment.of(7, connection))
                        .map(Treatment::kind))
                .contains(Treatment.Kind.values());
    }
}
