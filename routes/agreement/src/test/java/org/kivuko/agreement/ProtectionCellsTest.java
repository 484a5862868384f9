package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.UGA_MGLSD;
import static org.kivuko.agreement.Fixtures.UGA_OPM;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.Fixtures.flow;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.RuleBuilder.permit;

import org.junit.jupiter.api.Test;
import org.kivuko.model.Message;

/** Cells of people under protection go to refugee agencies alone, and no total gives them away. */
class ProtectionCellsTest {
    private static final Agreement OPEN = bilateral(permit("P").keep("*").build());

    @Test
    void refugeeAgenciesGetTheReportAsItIs() {
        // Given
        var report = flow("'category'", "{'category': 'PROTECTION', 'count': 12}, {'category': '_T', 'count': 12}");

        // When
        var ruling = judge(report, UGA_OPM, OPEN);

        // Then
        assertThat(ruling.outcome()).isEqualTo(Outcome.RELEASED);
        assertThat(ruling.data()).contains(report.data());
    }

    @Test
    void othersGetTotalsWithoutThem() {
        // Given
        var report = flow(
                "'category'",
                "{'category': 'TRADER', 'count': 30}, {'category': 'PROTECTION', 'count': 12},"
                        + " {'category': '_T', 'count': 42}");

        // When
        var ruling = judge(report, UGA_DCIC, OPEN);

        // Then
        assertThat(ruling.outcome()).isEqualTo(Outcome.REDUCED);
        assertThat(ruling.removed()).containsExactly("cells[]");
        assertThat(Ruling.shownToSender(ruling.removed())).isEmpty();
        assertThat(cells(report)).isEqualTo("[{'category':'TRADER','count':30},{'category':'_T','count':30}]");
        assertThat(judge(report, UGA_MGLSD, OPEN).removed()).containsExactly("cells[]");
    }

    @Test
    void theReportItselfIsLeftAsItWas() {
        // Given
        var report = flow("'category'", "{'category': 'PROTECTION', 'count': 12}, {'category': '_T', 'count': 42}");
        var before = report.json().deepCopy();

        // When
        judge(report, UGA_DCIC, OPEN);

        // Then
        assertThat(report.json()).isEqualTo(before);
    }

    @Test
    void eachTotalIsLoweredOnceHoweverManyBreakdownsShowThem() {
        // Given 20 people, by sex, by age, and altogether
        var report = flow(
                "'sex', 'ageBand', 'category'",
                "{'sex': 'F', 'ageBand': '_T', 'category': 'PROTECTION', 'count': 12},"
                        + " {'sex': 'M', 'ageBand': '_T', 'category': 'PROTECTION', 'count': 8},"
                        + " {'sex': '_T', 'ageBand': 'Y0T4', 'category': 'PROTECTION', 'count': 5},"
                        + " {'sex': '_T', 'ageBand': 'Y5T17', 'category': 'PROTECTION', 'count': 15},"
                        + " {'sex': '_T', 'ageBand': '_T', 'category': 'PROTECTION', 'count': 20},"
                        + " {'sex': 'F', 'ageBand': '_T', 'category': '_T', 'count': 50},"
                        + " {'sex': '_T', 'ageBand': 'Y0T4', 'category': '_T', 'count': 40},"
                        + " {'sex': '_T', 'ageBand': 'Y18T59', 'category': '_T', 'count': 33},"
                        + " {'sex': '_T', 'ageBand': '_T', 'category': 'TRADER', 'count': 60},"
                        + " {'sex': '_T', 'ageBand': '_T', 'category': '_T', 'count': 100}");

        // Then
        assertThat(cells(report))
                .isEqualTo("[{'sex':'F','ageBand':'_T','category':'_T','count':38},"
                        + "{'sex':'_T','ageBand':'Y0T4','category':'_T','count':35},"
                        + "{'sex':'_T','ageBand':'Y18T59','category':'_T','count':33},"
                        + "{'sex':'_T','ageBand':'_T','category':'TRADER','count':60},"
                        + "{'sex':'_T','ageBand':'_T','category':'_T','count':80}]");
    }

    @Test
    void whereTheSumIsNotStatedItIsThatOfTheFullestBreakdown() {
        // Given 20 by sex, of whom the ages of 15 are known
        var report = flow(
                "'sex', 'ageBand', 'category'",
                "{'sex': 'F', 'ageBand': '_T', 'category': 'PROTECTION', 'count': 12},"
                        + " {'sex': 'M', 'ageBand': 'Y0T4', 'category': 'PROTECTION', 'count': 3},"
                        + " {'sex': 'M', 'ageBand': 'Y5T17', 'category': 'PROTECTION', 'count': 5},"
                        + " {'sex': '_T', 'ageBand': 'Y0T4', 'category': 'PROTECTION', 'count': 10},"
                        + " {'sex': '_T', 'ageBand': '_T', 'category': '_T', 'count': 100},"
                        + " {'sex': 'M', 'ageBand': '_T', 'category': '_T', 'count': 50}");

        // Then
        assertThat(cells(report))
                .isEqualTo("[{'sex':'_T','ageBand':'_T','category':'_T','count':80},"
                        + "{'sex':'M','ageBand':'_T','category':'_T','count':42}]");
    }

    @Test
    void aTotalThatHoldsAnUnknownNumberOfThemGoesToo() {
        // Given
        var report = flow(
                "'sex', 'category'",
                "{'sex': 'F', 'category': 'PROTECTION', 'count': null, 'confStatus': 'C'},"
                        + " {'sex': 'F', 'category': '_T', 'count': 40}, {'sex': 'M', 'category': '_T', 'count': 30},"
                        + " {'sex': '_T', 'category': '_T', 'count': 70}");

        // Then
        assertThat(cells(report)).isEqualTo("[{'sex':'M','category':'_T','count':30}]");
    }

    @Test
    void cellsThatAllGoLeaveNoEmptyListBehind() {
        // Given
        var report = flow("'category'", "{'category': 'PROTECTION', 'count': 12}");

        // When
        var ruling = judge(report, UGA_DCIC, OPEN);

        // Then
        assertThat(ruling.data().orElseThrow().has("cells")).isFalse();
        assertThat(ruling.removed()).containsExactly("cells[]");
    }

    @Test
    void aTotalThatBecomesSmallForANationalityIsHidden() {
        // Given
        var report = flow(
                "'nationality', 'category'",
                "{'nationality': 'SOM', 'category': 'PROTECTION', 'count': 12},"
                        + " {'nationality': 'SOM', 'category': '_T', 'count': 15},"
                        + " {'nationality': 'KEN', 'category': '_T', 'count': 90}");

        // Then
        assertThat(cells(report)).doesNotContain("15", "3").contains("'count':null");
    }

    @Test
    void theyGoEvenWhereTheCategoryIsNotKept() {
        // Given
        var counts = bilateral(permit("P").keep("cells[].count").build());
        var report = flow(
                "'category'",
                "{'category': 'TRADER', 'count': 30}, {'category': 'PROTECTION', 'count': 12},"
                        + " {'category': '_T', 'count': 42}");

        // Then
        assertThat(judge(report, UGA_DCIC, counts).data().orElseThrow().get("cells"))
                .hasToString("[{\"count\":30},{\"count\":30}]");
    }

    private static String cells(Message report) {
        return judge(report, UGA_DCIC, OPEN)
                .data()
                .orElseThrow()
                .get("cells")
                .toString()
                .replace('"', '\'');
    }
}
