package org.kivuko.model.travel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MrzZoneTest {
    /** The worked examples of Doc 9303-3 and the specimens of 9303-4. */
    @ParameterizedTest
    @CsvSource({
        "520727, 3",
        "AB2134<<<, 5",
        "L898902C3, 6",
        "740812, 2",
        "120415, 9",
        "ZE184226B<<<<<, 1",
        "HA672242<658022549601086<<<<<<<<<<<<<<0, 8",
        "D231458907<<<<<<<<<<<<<<<34071279507122<<<<<<<<<<<, 2",
        "HA672242<658022549601086<<<<<<<, 8"
    })
    void a_check_digit_is_that_of_icao(String text, int digit) {
        assertThat(MrzZone.checkDigit(text)).isEqualTo(digit);
    }

    /** What no check digit can show: ten, twenty and thirty are nothing modulo ten. */
    @Test
    void a_k_and_u_weigh_like_the_filler() {
        for (String letter : new String[] {"A", "K", "U"}) {
            for (String before : new String[] {"", "1", "12"}) {
                assertThat(MrzZone.checkDigit(before + letter + "7")).isEqualTo(MrzZone.checkDigit(before + "<7"));
            }
        }
        assertThat(MrzZone.checkDigit("B7")).isNotEqualTo(MrzZone.checkDigit("<7"));
    }
}
