package org.kivuko.agreement.cells;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.cells.Reports.DAY;
import static org.kivuko.agreement.cells.Reports.report;
import static org.kivuko.agreement.cells.Reports.shown;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is hidden of reports that one can check by eye. */
class SmallCellsTest {
    private static final Limits FIVE = new Limits(5, Map.of(), true);

    @Test
    void aReportWithoutSmallCountsIsLeftAsItIs() {
        // Given
        var sent = report("sex", "F 20\n M 30\n X 0\n _T 50");

        // When
        var covered = sent.cover(FIVE, List.of());

        // Then
        assertThat(covered.data()).isSameAs(sent.data());
        assertThat(covered.isWhole()).isTrue();
        assertThat(covered.withheld()).isFalse();
    }

    @Test
    void oneSmallCountBesideATotalTakesAnotherWithItAndNeverAZero() {
        // When
        var covered = report("sex", "F 3\n M 30\n X 0\n _T 33").cover(FIVE, List.of());

        // Then
        assertThat(shown(covered)).isEqualTo("- - 0 33");
        assertThat(covered.small()).isEqualTo(1);
        assertThat(covered.further()).isEqualTo(1);
    }

    @Test
    void smallAndFurtherCountsCannotBeToldApart() {
        // When
        var cells = report("sex", "F 3\n M 30\n _T 33")
                .cover(FIVE, List.of())
                .data()
                .get("cells");

        // Then
        assertThat(cells.get(0)).hasToString("{\"sex\":\"F\",\"count\":null,\"confStatus\":\"C\"}");
        assertThat(cells.get(1)).hasToString("{\"sex\":\"M\",\"count\":null,\"confStatus\":\"C\"}");
    }

    @Test
    void twoSmallCountsHideEachOtherWhereTheirSumLeavesRoom() {
        // Then 4 + 4 can be 1 + 7, which leaves six numbers for each
        assertThat(shown(report("sex", "F 4\n M 4\n X 40\n _T 48").cover(FIVE, List.of())))
                .isEqualTo("- - 40 48");
        // but 1 + 2 cannot
        assertThat(shown(report("sex", "F 1\n M 2\n X 40\n _T 43").cover(FIVE, List.of())))
                .isEqualTo("- - - 43");
    }

    @Test
    void aSmallCountWithoutATotalIsNotTheOnlyOneThatIsHidden() {
        // Then nobody can say "this one is hidden, so it is 1 to 4"
        assertThat(shown(report("sex", "F 3\n M 30\n X 9").cover(FIVE, List.of())))
                .isEqualTo("- 30 -");
    }

    @Test
    void whereNothingElseCanBeHiddenTheReportIsWithheld() {
        // When
        var alone = report("", "3").cover(FIVE, List.of());
        var withItsTotal = report("sex", "F 3\n _T 3").cover(FIVE, List.of());

        // Then
        assertThat(alone.withheld()).isTrue();
        assertThat(withItsTotal.withheld()).isTrue();
        assertThat(shown(withItsTotal)).isEqualTo("- -");
    }

    @Test
    void nestedTotalsDoNotGiveItAway() {
        // When 2 women of X follow neither from X, nor from all women, nor from the sums of both
        var covered = report(
                        "nationality sex",
                        "KEN F 20\n KEN M 30\n KEN _T 50\n UGA F 2\n UGA M 40\n UGA _T 42\n"
                                + "_T F 22\n _T M 70\n _T _T 92")
                .cover(FIVE, List.of());

        // Then a rectangle is hidden, or a path over the totals
        assertThat(shown(covered)).isEqualTo("- - 50 - - 42 22 70 92");
    }

    @Test
    void ofSeveralTheSmallerClassGoesAndInAClassTheFirstByName() {
        // Then 11 goes rather than 500, and 12 rather than 11 where its name comes first: size is no clue
        assertThat(shown(report("nationality", "KEN 500\n TZA 11\n UGA 3\n _T 514")
                        .cover(FIVE, List.of())))
                .isEqualTo("500 - - 514");
        assertThat(shown(
                        report("nationality", "TZA 11\n KEN 12\n UGA 3\n _T 26").cover(FIVE, List.of())))
                .isEqualTo("11 - - 26");
    }

    @Test
    void aDimensionMayHaveAHigherLimit() {
        // Given
        var limits = new Limits(5, Map.of("nationality", 10), true);

        // Then
        assertThat(shown(report("nationality sex", "KEN _T 9\n UGA _T 60\n _T F 9\n _T M 60\n _T _T 69")
                        .cover(limits, List.of())))
                .isEqualTo("- - 9 60 69");
        assertThat(shown(report("category", "PROTECTION 9\n TRADER 60\n _T 69").cover(limits, List.of())))
                .isEqualTo("- - 69");
    }

    @Test
    void aCountThatItsReporterLeftOutIsNoCoverForAnother() {
        // Then the recipient may know it: X is taken with F, not left alone beside M
        assertThat(shown(report("sex", "F 3\n M -\n X 40\n _T 50").cover(FIVE, List.of())))
                .isEqualTo("- - - 50");
    }

    @Test
    void aCorrectionOfAnotherCellDoesNotTellWhatWasHiddenBefore() {
        // Given F and M hidden
        var first = report("F1", 1, DAY, "sex", "F 3\n M 30\n X 9\n _T 42", "").cover(FIVE, List.of());
        assertThat(shown(first)).isEqualTo("- 30 - 42");

        // When F is no longer small
        var second = report("F1", 2, DAY, "sex", "F 6\n M 30\n X 9\n _T 45", "'replaces': 1")
                .cover(FIVE, List.of(first.release()));

        // Then X may not be shown or worked out, or it would tell that F had been 3
        assertThat(shown(second)).isEqualTo("- 30 - 45");
    }

    @Test
    void aCountThatWasShownBeforeIsNoCoverForAnother() {
        // Given
        var first = report("F1", 1, DAY, "sex", "F 6\n M 30\n X 9\n _T 45", "").cover(FIVE, List.of());
        assertThat(first.isWhole()).isTrue();

        // When F becomes small
        var second = report("F1", 2, DAY, "sex", "F 3\n M 30\n X 9\n _T 42", "'replaces': 1")
                .cover(FIVE, List.of(first.release()));

        // Then only what changed with it can hide it: with M and X known, F and the total tell each other
        assertThat(second.withheld()).isTrue();
    }

    @Test
    void aSecondBreakdownDoesNotTellWhatTheFirstHides() {
        // Given
        var bySex = report("F1", 1, DAY, "sex", "F 3\n M 30", "").cover(FIVE, List.of());
        assertThat(shown(bySex)).isEqualTo("- -");

        // When
        var total = report("F2", 1, DAY, "", "33", "").cover(FIVE, List.of(bySex.release()));
        var byAge = report("F3", 1, DAY, "ageBand", "Y0T4 13\n Y5T17 20", "")
                .cover(FIVE, List.of(bySex.release(), total.release()));

        // Then the sum leaves F and M between 1 and 32
        assertThat(shown(total)).isEqualTo("33");
        assertThat(shown(byAge)).isEqualTo("13 20");

        // but by sex alone with the total known, M has to go
        assertThat(shown(report("F1", 1, DAY, "sex", "F 3\n M 30", "").cover(FIVE, List.of(total.release()))))
                .isEqualTo("- -");
    }

    @Test
    void whatTwoBreakdownsDifferByIsNotSmallEither() {
        // Given a total, and later a breakdown that leaves 2 of it out
        var total = report("F1", 1, DAY, "", "52", "").cover(FIVE, List.of());

        // When
        var bySex = report("F2", 1, DAY, "sex", "F 20\n M 30", "").cover(FIVE, List.of(total.release()));

        // Then
        assertThat(bySex.further()).isPositive();
    }

    @Test
    void aMonthDoesNotTellWhatItsDaysHide() {
        // Given two days, each with a hidden count
        var one = report("D1", 1, "2026-10-01..2026-10-02", "sex", "F 3\n M 30\n X 9", "")
                .cover(FIVE, List.of());
        var two = report("D2", 1, "2026-10-02..2026-10-03", "sex", "F 20\n M 30\n X 9", "")
                .cover(FIVE, List.of());

        // When
        var both = report("W1", 1, "2026-10-01..2026-10-03", "sex", "F 23\n M 60\n X 18", "")
                .cover(FIVE, List.of(one.release(), two.release()));

        // Then 23 - 20 is not shown, nor 18 - 9
        assertThat(shown(one)).isEqualTo("- 30 -");
        assertThat(shown(two)).isEqualTo("20 30 9");
        assertThat(shown(both)).isEqualTo("- 60 -");
    }

    @Test
    void smallRefusalsAndVehiclesAreTakenOut() {
        // When
        var covered = report(
                        "F1",
                        1,
                        DAY,
                        "",
                        "300",
                        "'refusals': [{'reason': 'NO-DOCUMENT', 'count': 2}, {'reason': 'VISA', 'count': 7}],"
                                + " 'vehicles': [{'type': 'BUS', 'count': 1}]")
                .cover(FIVE, List.of());

        // Then
        assertThat(covered.data().get("refusals")).hasToString("[{\"reason\":\"VISA\",\"count\":7}]");
        assertThat(covered.data().has("vehicles")).isFalse();
        assertThat(shown(covered)).isEqualTo("300");
    }

    @Test
    void whatIsToBeRecordedIsReadAsItWasWrittenAndSaysNothingInLogs() {
        // Given
        var covered = report("sex", "F 3\n M 30\n X 0\n _T 33").cover(FIVE, List.of());

        // Then
        assertThat(Release.of(covered.release().json())).isEqualTo(covered.release());
        assertThat(covered.release().toString() + covered + covered.release().figures())
                .doesNotContain("33");
    }

    @Test
    void withoutFurtherCountsTheSmallOnesAloneAreHidden() {
        // Then
        assertThat(shown(report("sex", "F 3\n M 30\n _T 33").cover(new Limits(5, Map.of(), false), List.of())))
                .isEqualTo("- 30 33");
    }
}
