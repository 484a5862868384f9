package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.NOW;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.bilateral;
import static org.kivuko.agreement.Fixtures.judge;
import static org.kivuko.agreement.RuleBuilder.permit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.model.Message;
import org.kivuko.model.Urgency;

/** What a recipient owes for what it is given: of all permits that fit the strictest in each respect. */
class ObligationsTest {
    /** Its urgency is Expected. */
    private static final Message LOST = alert("DOC-LOST", "");

    private static Obligations owed(Message message, RuleBuilder... permits) {
        var rules = Stream.of(permits).map(it -> it.keep("*").build()).toArray(Rule[]::new);
        return judge(message, UGA_DCIC, bilateral(rules)).obligations();
    }

    @Test
    void whereNoRuleSaysMoreNothingMayBePassedOnAndNothingElseIsOwed() {
        assertThat(owed(LOST, permit("P"))).satisfies(owed -> {
            assertThat(owed.passing()).isEqualTo(Passing.PROHIBITED);
            assertThat(owed.retainUntil()).isEmpty();
            assertThat(owed.acknowledgeBy()).isEmpty();
        });
    }

    @Test
    void theShortestRetentionHoldsFromTheInstantOfJudging() {
        assertThat(owed(
                                LOST,
                                permit("P").retention("P5Y"),
                                permit("Q"),
                                permit("R").retention("P90D"))
                        .retainUntil())
                .contains(NOW.plus(Duration.ofDays(90)));
    }

    @Test
    void monthsAreThoseOfTheCalendarInUtc() {
        // Given: a month after the last day of January ends on the last of February
        var agreements = Fixtures.agreements(
                bilateral(permit("P").retention("P1M").keep("*").build()));
        var at = Instant.parse("2027-01-31T23:30:00Z");

        // Then
        assertThat(agreements
                        .judge(LOST, UGA_DCIC, at, Facts.NONE)
                        .obligations()
                        .retainUntil())
                .contains(Instant.parse("2027-02-28T23:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"Immediate, PT15M", "Expected, PT8H", "Future, P3D", "Unknown, P3D"})
    void theDeadlineIsThatOfTheUrgencyElseTheDefault(String urgency, Duration within) {
        // Given
        var message = Fixtures.envelope(
                "alert",
                "'purpose': 'crime', 'expires': '2026-12-01T00:00:00+03:00'",
                ("'msgType': 'Alert', 'alertType': 'DOC-LOST', 'category': ['Security'], 'urgency': '%s',"
                                + " 'severity': 'Moderate', 'certainty': 'Observed'")
                        .formatted(urgency));

        // Then
        assertThat(owed(
                                message,
                                permit("P")
                                        .acknowledge(Urgency.IMMEDIATE, "PT15M")
                                        .acknowledge(Urgency.EXPECTED, "PT8H")
                                        .acknowledge("P3D"))
                        .acknowledgeBy())
                .contains(NOW.plus(within));
    }

    @Test
    void theShortestDeadlineOfAllPermitsHolds() {
        assertThat(owed(
                                LOST,
                                permit("P").acknowledge(Urgency.EXPECTED, "PT8H"),
                                permit("Q").acknowledge("PT4H"),
                                permit("R").acknowledge(Urgency.IMMEDIATE, "PT1M"))
                        .acknowledgeBy())
                .contains(NOW.plus(Duration.ofHours(4)));
    }

    static List<Arguments> passings() {
        return List.of(
                Arguments.of(passing(Onward.LISTED, "ETH"), passing(Onward.PROHIBITED), passing(Onward.PROHIBITED)),
                Arguments.of(passing(Onward.LISTED, "ETH"), passing(Onward.CONSENT), passing(Onward.CONSENT)),
                Arguments.of(passing(Onward.CONSENT), passing(Onward.PROHIBITED), passing(Onward.PROHIBITED)),
                Arguments.of(
                        passing(Onward.LISTED, "ETH", "UGA.URA"),
                        passing(Onward.LISTED, "ETH", "SSD"),
                        passing(Onward.LISTED, "ETH")),
                Arguments.of(
                        passing(Onward.LISTED, "ETH", "UGA.URA"),
                        passing(Onward.LISTED, "ETH.ICS", "UGA"),
                        passing(Onward.LISTED, "ETH.ICS", "UGA.URA")),
                Arguments.of(passing(Onward.LISTED, "ETH"), passing(Onward.LISTED, "UGA"), passing(Onward.LISTED)));
    }

    private static Passing passing(Onward onward, String... to) {
        return new Passing(onward, Set.of(to), EvidenceUse.PROHIBITED);
    }

    @ParameterizedTest
    @MethodSource("passings")
    void theNarrowestOnwardRuleHoldsAndOfListsWhatStandsInAll(Passing one, Passing other, Passing both) {
        // Given
        var first = permit("P").onward(one.onward(), one.to().toArray(String[]::new));
        var second = permit("Q").onward(other.onward(), other.to().toArray(String[]::new));

        // Then: in either order
        assertThat(owed(LOST, first, second).passing()).isEqualTo(both);
        assertThat(other.and(one)).isEqualTo(both);
    }

    @Test
    void evidenceIsNarrowedByItself() {
        assertThat(owed(
                                LOST,
                                permit("P").onward(Onward.CONSENT).evidence(EvidenceUse.FREE),
                                permit("Q").onward(Onward.CONSENT).evidence(EvidenceUse.CONSENT))
                        .passing())
                .isEqualTo(new Passing(Onward.CONSENT, Set.of(), EvidenceUse.CONSENT));
    }
}
