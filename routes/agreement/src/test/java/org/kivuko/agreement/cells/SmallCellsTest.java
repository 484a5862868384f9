package org.kivuko.agreement.cells;

import static org.assertj.core.api.Assertions.assertThat;
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
    void whatIsToBeRecordedIsReadAsItWasWritten() {
        // Given
        var covered = report("sex", "F 3\n M 30\n X 0\n _T 33").cover(FIVE, List.of());

        // Then
        assertThat(Release.of(covered.release().json())).isEqualTo(covered.release());
        assertThat(covered.release().toString() + covered + covered.release().figures())
                .doesNotContain("33");
    }

    @Test
    void aSmallCountIsHidden() {
        // Then
        assertThat(shown(report("sex", "F 3\n M 30\n X 0\n _T 33").cover(FIVE, List.of())))
                .startsWith("- ");
    }
}
