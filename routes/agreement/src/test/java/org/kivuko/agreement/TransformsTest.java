package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.agreement.Rule.Transform;

class TransformsTest {
    private static final Transforms TRANSFORMS = new Transforms(
            "KEN", "UGA", LocalDate.parse("2026-11-01"), (from, to, value) -> from + to + value.length());

    @ParameterizedTest
    @CsvSource({"1990-05-12, 1990", "1990-05, 1990", "1990, 1990"})
    void yearGivesTheFourDigits(String birth, String year) {
        assertThat(TRANSFORMS.apply(Transform.YEAR, birth)).isEqualTo(year);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-01, Y0T4",
        "2027-01-01, Y0T4",
        "2021-11-02, Y0T4",
        "2021-11-01, Y5T17",
        "2008-11-02, Y5T17",
        "2008-11-01, Y18T59",
        "2008-10, Y18T59",
        "2008-11, Y5T17",
        "2007, Y18T59",
        "2008, Y5T17",
        "1966-11-02, Y18T59",
        "1966-11-01, Y_GE60",
        "1966, Y18T59",
        "1965, Y_GE60",
        "2008-02-30, Y18T59",
        "2008-00-00, Y18T59",
        "2008-99-99, Y5T17"
    })
    void ageBandIsThatOfTheYoungestPossibleAge(String birth, String band) {
        assertThat(TRANSFORMS.apply(Transform.AGE_BAND, birth)).isEqualTo(band);
    }

    @ParameterizedTest
    @CsvSource({
        "BK1234567, *******67",
        "123456, ****56",
        "12345, *****",
        "AB 12, ** **",
        "A-1234, *-**34",
        "KDA 123X, *** **3X",
        "abc---, *bc---",
        "a-----, a-----",
        "Żółwie, ****ie"
    })
    void maskLeavesTheLastTwoLettersOrDigitsAndNoneOfShortValues(String value, String masked) {
        assertThat(TRANSFORMS.apply(Transform.MASK, value)).isEqualTo(masked);
    }

    @Test
    void maskCountsCharactersNotCodeUnits() {
        assertThat(Transforms.mask("𐐀𐐁𐐂𐐃𐐄")).isEqualTo("*****");
        assertThat(Transforms.mask("𐐀𐐁𐐂𐐃𐐄𐐅")).isEqualTo("****𐐄𐐅");
    }

    @Test
    void hashIsThatOfTheOrderedPair() {
        assertThat(TRANSFORMS.apply(Transform.HASH, "secret")).isEqualTo("KENUGA6");
    }
}
