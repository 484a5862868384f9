package org.kivuko.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Directory;
import org.kivuko.model.MessageType;
import org.kivuko.model.Role;

/**
 * Under which rules an inbox was judged, when an agency gets another code: what was signed stays, and what waits under the
 * former code may still be fetched. Seen to fail where rules are written down under the code of now.
 */
class JudgedUnderTest {
    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");
    private static final AgencyId SENDER = AgencyId.of("KEN.DIS");
    private static final AgencyId FORMER = AgencyId.of("UGA.DCIC");
    private static final AgencyId RENAMED = AgencyId.of("UGA.DIMM");

    private final Agreements before = agreements(FORMER, Map.of(), "*");
    private final Agreements after = agreements(RENAMED, Map.of(FORMER, RENAMED), "*");

    @Test
    void theRulesOfAnAgencyThatWasRenamedAreTheSameRules() {
        assertThat(RulesFingerprint.ofAgreements(after, NOW).apply("UGA"))
                .isEqualTo(RulesFingerprint.ofAgreements(before, NOW).apply("UGA"))
                .hasSize(64);
    }

    @Test
    void anotherAgencyInItsPlaceMakesOtherRules() {
        var another = agreements(RENAMED, Map.of(), "*");

        assertThat(RulesFingerprint.ofAgreements(another, NOW).apply("UGA"))
                .isNotEqualTo(RulesFingerprint.ofAgreements(before, NOW).apply("UGA"));
    }

    @Test
    void whatWaitsUnderTheFormerCodeMayBeFetchedUntilTheRulesChange() {
        // Given what was judged before the agency was renamed
        var judgedUnder = new JudgedUnder(before, OpenEmergencies.NONE, SuspendedPairs.NONE, NOW).of(FORMER);

        // Then
        assertThat(new JudgedUnder(after, OpenEmergencies.NONE, SuspendedPairs.NONE, NOW)
                        .holdsForLeft(judgedUnder, FORMER))
                .isTrue();
        assertThat(new JudgedUnder(
                                agreements(RENAMED, Map.of(FORMER, RENAMED), "@core"),
                                OpenEmergencies.NONE,
                                SuspendedPairs.NONE,
                                NOW)
                        .holdsForLeft(judgedUnder, FORMER))
                .isFalse();
    }

    /** Recipients are another agency now, so what waits for them is looked at again. */
    @Test
    void everythingThatDecidesIsNoLongerTheSame() {
        assertThat(RulesFingerprint.of(after, "UGA", NOW)).isNotEqualTo(RulesFingerprint.of(before, "UGA", NOW));
        assertThat(new JudgedUnder(after, OpenEmergencies.NONE, SuspendedPairs.NONE, NOW).of(RENAMED))
                .isNotEqualTo(new JudgedUnder(before, OpenEmergencies.NONE, SuspendedPairs.NONE, NOW).of(FORMER));
    }

    private static Agreements agreements(AgencyId recipient, Map<AgencyId, AgencyId> successors, String keep) {
        var directory = new Directory(
                List.of(state("KEN", SENDER, Role.CUSTOMS), state("UGA", recipient, Role.IMMIGRATION)),
                List.of(),
                successors);
        var agreement = new Agreement(
                "KEN-UGA.small",
                1,
                "A small agreement",
                new Agreement.Instrument("Test", Optional.empty()),
                List.of("KEN", "UGA"),
                Agreement.State.IN_FORCE,
                new Agreement.Validity(LocalDate.of(2020, 1, 1), Optional.empty()),
                Map.of("alert", Set.of("KEN", "UGA")),
                List.of(new Rule(
                        "S-1",
                        Rule.Kind.PERMIT,
                        "KEN",
                        "UGA",
                        Optional.of("alert"),
                        Set.of(MessageType.ALERT),
                        List.of(),
                        List.of(),
                        List.of(new Rule.Party.Named(recipient)),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Optional.empty(),
                        Set.of(),
                        false,
                        new Rule.Fields(List.of(keep), Map.of(), List.of()),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty())));
        return Agreements.unkeyed(directory, List.of(agreement));
    }

    private static Directory.State state(String code, AgencyId agency, Role role) {
        return new Directory.State(
                code,
                code,
                Optional.empty(),
                List.of(new Directory.Agency(agency, agency.toString(), Set.of(role), false)));
    }

    @Test
    void anEmergencyThatIsDeclaredOrOverMakesOthersOfTheStatesToWhichItOpensSomething() {
        OpenEmergencies open = (from, to, at) -> to.equals("UGA") && at.isBefore(NOW.plusSeconds(1))
                ? Map.of("KEN-UGA.a@1/E", NOW.plusSeconds(1))
                : Map.of();
        var during = new JudgedUnder(before, open, SuspendedPairs.NONE, NOW);

        assertThat(during.of(FORMER))
                .isNotEqualTo(new JudgedUnder(before, OpenEmergencies.NONE, SuspendedPairs.NONE, NOW).of(FORMER));
        assertThat(during.holds(before, NOW)).isTrue();
        assertThat(during.holds(before, NOW.plusSeconds(1))).isFalse();
    }
}
