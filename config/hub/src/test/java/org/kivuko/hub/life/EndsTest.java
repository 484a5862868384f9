package org.kivuko.hub.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kivuko.agreement.Agreement;
import org.kivuko.hub.signing.KeyRing;
import org.kivuko.hub.signing.SigningKey;
import org.kivuko.hub.signing.SigningKeys;
import org.kivuko.model.AgencyId;

class EndsTest {
    private static final Instant END = Instant.parse("2027-01-01T00:00:00Z");

    private static Agreement agreement() {
        return new Agreement(
                "KEN-UGA.end",
                1,
                "Ends",
                new Agreement.Instrument("Test", Optional.empty()),
                List.of("KEN", "UGA"),
                Agreement.State.IN_FORCE,
                new Agreement.Validity(LocalDate.of(2020, 1, 1), Optional.of(LocalDate.of(2027, 1, 1))),
                Map.of(),
                List.of());
    }

    private static List<Ends.End> near(Instant now) {
        return Ends.near(List.of(agreement()), new KeyRing(List.of()), now);
    }

    /** To the second: the level begins with its day, and the nearest one alone counts. */
    @ParameterizedTest
    @CsvSource({"90, 90", "31, 90", "30, 30", "8, 30", "7, 7", "1, 7"})
    void theLevelThatIsReachedIsTold(int daysBefore, int level) {
        var told = near(END.minus(Duration.ofDays(daysBefore)));

        assertThat(told).hasSize(1);
        assertThat(told.get(0).days()).isEqualTo(level);
        assertThat(told.get(0).states()).containsExactly("KEN", "UGA");
    }

    @Test
    void whatIsFarOrOverIsNotTold() {
        assertThat(near(END.minus(Duration.ofDays(90)).minusSeconds(1))).isEmpty();
        assertThat(near(END)).isEmpty();
    }

    /** An alert that ended on the day itself would tell that all is well again. */
    @Test
    void whatRanOutHasNoDayLeftUntilSomethingTookItsPlace() {
        Agreement old = agreement();
        var keys = new KeyRing(List.of());
        assertThat(Ends.daysLeft(List.of(old), keys, END.minus(Duration.ofDays(3))))
                .containsOnly(Map.entry(old.reference(), 3L));
        assertThat(Ends.daysLeft(List.of(old), keys, END.plus(Duration.ofDays(3))))
                .containsOnly(Map.entry(old.reference(), 0L));

        var next = new Agreement(
                old.id(),
                2,
                old.title(),
                old.instrument(),
                old.parties(),
                old.state(),
                new Agreement.Validity(LocalDate.of(2027, 1, 1), Optional.of(LocalDate.of(2030, 1, 1))),
                Map.of(),
                List.of());
        assertThat(Ends.daysLeft(List.of(old, next), keys, END.plus(Duration.ofDays(3))))
                .containsOnlyKeys(next.reference());
    }

    @Test
    void theEndOfAKeyIsToldToItsState() {
        var key = new SigningKey(
                AgencyId.of("KEN.BMS"),
                SigningKeys.generate(SigningKeys.Kind.P256, false).toPublicJWK(),
                LocalDate.of(2026, 1, 1),
                Optional.of(LocalDate.of(2027, 1, 1)));

        var told = Ends.near(List.of(), new KeyRing(List.of(key)), END.minus(Duration.ofDays(10)));

        assertThat(told).singleElement().satisfies(end -> {
            assertThat(end.inWords()).isEqualTo("signing key of KEN.BMS ends on 2027-01-01, in less than 30 days");
            assertThat(end.states()).containsExactly("KEN");
        });
    }
}
