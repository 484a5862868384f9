package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.KEN_DRS;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.UGA_OPM;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.Fixtures.flow;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.RuleBuilder.permit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Message;

/** PR-7: which counts an agreement, or the protection where it says nothing, hides from a recipient. */
class StatisticsTest {
    private static final Agreement OPEN = bilateral(permit("P").keep("*").build());

    private static List<String> counts(Ruling ruling) {
        var counts = new ArrayList<String>();
        for (JsonNode cell : ruling.data().orElseThrow().path("cells")) {
            counts.add(cell.path("count").asText());
        }
        return counts;
    }

    // The planted defect: without the call of the Judge every row crosses whole.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'nationality' | {'nationality': 'SOM', 'count': 1}, {'nationality': 'KEN', 'count': 99} | false",
                "'nationality' | {'nationality': 'SOM', 'count': 9}, {'nationality': 'KEN', 'count': 99} | false",
                "'nationality' | {'nationality': '_O', 'count': 9}, {'nationality': 'KEN', 'count': 99} | false",
                "'nationality' | {'nationality': 'SOM', 'count': 10} | true",
                "'nationality' | {'nationality': 'SOM', 'count': 0} | true",
                "'nationality' | {'nationality': 'SOM', 'count': null, 'confStatus': 'C'} | true",
                "'nationality' | {'nationality': '_T', 'count': 5} | true",
                "'sex' | {'sex': 'F', 'count': 1}, {'sex': 'M', 'count': 99} | false",
                "'sex' | {'sex': 'F', 'count': 4}, {'sex': 'M', 'count': 99} | false",
                "'sex' | {'sex': 'F', 'count': 5} | true"
            })
    void whereNoRuleSaysMoreOneToFourAndOneToNineOfANationalityAreHiddenFromEverybody(
            String dimensions, String cells, boolean whole) {
        // Given
        var report = flow(dimensions, cells);

        for (AgencyId recipient : List.of(UGA_DCIC, UGA_OPM)) {
            // When
            var ruling = judge(report, recipient, OPEN);

            // Then
            assertThat(ruling.outcome()).isEqualTo(whole ? Outcome.RELEASED : Outcome.REDUCED);
            if (!whole) {
                assertThat(counts(ruling).get(0)).isEqualTo("null");
                assertThat(ruling.removed()).containsExactly("cells[]");
                assertThat(Ruling.shownToSender(ruling.removed())).isEmpty();
            }
        }
    }

    @Test
    void insideOneStateTheyAreHiddenToo() {
        // Given
        var national = agreement(
                "KEN.test",
                List.of("KEN"),
                permit("P").between("KEN", "KEN").keep("*").build());
        var report = flow("'nationality'", "{'nationality': 'SOM', 'count': 3}, {'nationality': 'KEN', 'count': 99}");

        // Then
        assertThat(counts(judge(report, KEN_DRS, national)).get(0)).isEqualTo("null");
    }

    @Test
    void aReportThatWouldTellTooMuchWhateverIsHiddenIsNotDelivered() {
        // Given: whoever sees one hidden count knows that it is small
        var report = flow("'nationality'", "{'nationality': 'SOM', 'count': 3}");

        // When
        var ruling = judge(report, UGA_DCIC, OPEN);

        // Then
        assertThat(ruling.reason()).contains(Code.NOT_DELIVERABLE);
        assertThat(ruling.rules()).isEmpty();
        assertThat(ruling.figures()).isEmpty();
    }

    private static final Message BY_NATIONALITY = flow(
            "'nationality'",
            "{'nationality': 'SOM', 'count': 7}, {'nationality': 'ETH', 'count': 17}, {'nationality': 'KEN', 'count': 400}");

    @Test
    void aRuleMayStateAGreaterThresholdNeverASmallerOneAndTheGreatestOfAllPermitsHolds() {
        // Given
        var five =
                permit("P").cells(5, Map.of(Dimension.NATIONALITY, 5)).keep("*").build();
        var ten = permit("P")
                .cells(5, Map.of(Dimension.NATIONALITY, 10))
                .keep("*")
                .build();
        var twenty = permit("Q")
                .cells(5, Map.of(Dimension.NATIONALITY, 20))
                .keep("*")
                .build();

        // Then
        assertThat(counts(judge(BY_NATIONALITY, UGA_DCIC, bilateral(five))))
                .startsWith("null")
                .isEqualTo(counts(judge(BY_NATIONALITY, UGA_DCIC, bilateral(ten))));
        assertThat(counts(judge(BY_NATIONALITY, UGA_DCIC, bilateral(five, twenty))))
                .containsExactly("null", "null", "400");
    }

    @Test
    void aRuleThatStatesNoThresholdForNationalitiesDoesNotSwitchTheProtectionOff() {
        // Given
        var bySex = permit("P").cells(2, Map.of(Dimension.SEX, 5)).keep("*").build();

        // Then
        assertThat(counts(judge(BY_NATIONALITY, UGA_DCIC, bilateral(bySex))).get(0))
                .isEqualTo("null");
    }

    @Test
    void whatIsHiddenDoesNotFollowFromTheTotal() {
        // Given
        var report = flow(
                "'nationality'",
                "{'nationality': 'SOM', 'count': 7}, {'nationality': 'ETH', 'count': 17},"
                        + " {'nationality': 'KEN', 'count': 400}, {'nationality': '_T', 'count': 424}");

        // When
        var shown = counts(judge(report, UGA_DCIC, OPEN));

        // Then: with one count hidden, the total less the others would be it
        assertThat(shown.get(0)).isEqualTo("null");
        assertThat(shown).filteredOn("null"::equals).hasSizeGreaterThan(1);
    }

    @Test
    void whatARecipientWasGivenBeforeCounts() {
        // Given a first report on both sexes, and a second on women alone: the difference would be one man
        var both = flow("'sex'", "{'sex': '_T', 'count': 40}");
        var women = flow("'sex'", "{'sex': 'F', 'count': 39}");
        var limited = bilateral(permit("P").cells(5, Map.of()).keep("*").build());
        var first = judge(both, UGA_DCIC, limited);
        var facts = Facts.NONE.withEarlierReleases(List.of(first.figures().orElseThrow()));

        // Then
        assertThat(counts(judge(women, UGA_DCIC, limited))).containsExactly("39");
        assertThat(judge(women, UGA_DCIC, facts, limited)
                        .data()
                        .map(JsonNode::toString)
                        .orElse(""))
                .doesNotContain("39");
    }

    @Test
    void whatHasToBeKeptForTheNextReportComesWithTheRulingOfFiguresAlone() {
        assertThat(judge(BY_NATIONALITY, UGA_DCIC, OPEN).figures()).isPresent();
        assertThat(judge(Fixtures.alert("DOC-LOST", ""), UGA_DCIC, OPEN).figures())
                .isEmpty();
    }
}
