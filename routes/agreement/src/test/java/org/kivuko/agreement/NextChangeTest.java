package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.agreements;
import static org.kivuko.agreement.Fixtures.since;
import static org.kivuko.agreement.Fixtures.until;
import static org.kivuko.agreement.RuleBuilder.permit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.agreement.Agreement.Validity;

class NextChangeTest {
    private static Agreement valid(String id, String from, String to, Validity valid) {
        return agreement(
                id,
                List.of(from, to),
                State.IN_FORCE,
                valid,
                Map.of("all", Set.of(from, to)),
                permit("P").between(from, to).keep("*").build());
    }

    private static final Agreements ALL = agreements(
            valid("KEN-UGA.a", "KEN", "UGA", until("2018-01-01", "2027-06-01")),
            valid("KEN-UGA.b", "KEN", "UGA", since("2027-01-01")),
            valid("KEN-ETH.c", "KEN", "ETH", since("2026-12-01")));

    private static Instant day(String date) {
        return Instant.parse(date + "T00:00:00Z");
    }

    @Test
    void theNextInstantIsTheFirstAtWhichAnyAgreementBeginsOrEnds() {
        assertThat(ALL.nextChange(Fixtures.NOW)).contains(day("2026-12-01"));
        assertThat(ALL.nextChange(day("2026-12-01"))).contains(day("2027-01-01"));
        assertThat(ALL.nextChange(day("2027-01-01"))).contains(day("2027-06-01"));
        assertThat(ALL.nextChange(day("2027-06-01"))).isEmpty();
    }

    @Test
    void betweenTwoStatesOnlyTheirAgreementsCountInTheirDirection() {
        assertThat(ALL.nextChange("KEN", "UGA", Fixtures.NOW)).contains(day("2027-01-01"));
        assertThat(ALL.nextChange("KEN", "ETH", Fixtures.NOW)).contains(day("2026-12-01"));
        assertThat(ALL.nextChange("UGA", "KEN", Fixtures.NOW)).isEmpty();
    }
}
