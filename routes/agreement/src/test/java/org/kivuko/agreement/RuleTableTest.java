package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.HASH;
import static org.kivuko.agreement.Fixtures.NOW;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.agreement.Agreement.Validity;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Directory;
import org.kivuko.model.Message;
import org.kivuko.model.Role;

/** What the layout of the rules must not change, and what it is for: the same work for a judgement, however many pairs there are. */
class RuleTableTest {
    private static final int RULES_PER_PAIR = 10;

    /** A decision took 240 bytes where this was written, compiled without escape analysis. */
    private static final long MOST_BYTES_OF_A_DECISION = 400;

    private static final int FEW = 4;
    private static final int MANY = 30;

    /** Seen to fail with the rules of all pairs before counted into each. */
    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void aJudgementLooksAtTheRulesOfItsPairAlone(int stateCount) {
        var states = states(stateCount);
        var index = new RuleIndex(directory(states), agreements(states));

        int looked = index.lookedAt(Matter.of(alert(states), agency(states.get(1), 0), Facts.NONE), NOW);

        assertThat(looked).isEqualTo(RULES_PER_PAIR);
    }

    /** Seen to fail with a stream of ten numbers at each decision. */
    @ParameterizedTest
    @ValueSource(ints = {FEW, MANY})
    void aDecisionTakesLittleMemory(int stateCount) {
        var states = states(stateCount);
        var agreements = Agreements.of(directory(states), agreements(states), HASH);
        var message = alert(states);
        var recipient = agency(states.get(1), 0);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] bytes = new long[2_001];

        for (int i = 0; i < bytes.length; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            agreements.decide(message, recipient, NOW, Facts.NONE);
            bytes[i] = threads.getCurrentThreadAllocatedBytes() - before;
        }

        Arrays.sort(bytes);
        assertThat(bytes[bytes.length / 2]).isPositive().isLessThan(MOST_BYTES_OF_A_DECISION);
    }

    /** Seen to fail with no closer look at agencies that share a bit. */
    @Test
    void inAStateWithMoreAgenciesThanBitsEachIsStillKnown() {
        var agencies =
                IntStream.range(0, 40).mapToObj(i -> AgencyId.of("UGA.A" + i)).toList();
        var rules = agencies.stream()
                .map(agency -> RuleBuilder.permit(agency.shortName())
                        .recipients(agency.toString())
                        .build())
                .toArray(Rule[]::new);
        var agreements = Fixtures.agreements(Fixtures.bilateral(rules));

        for (AgencyId agency : agencies) {
            var decision = agreements.decide(Fixtures.alert("VEH-STOLEN", ""), agency, NOW, Facts.NONE);

            assertThat(decision.rules()).containsExactly("KEN-UGA.test@1/" + agency.shortName());
        }
    }

    /** Seen to fail with the second number of an agency left out of the comparison. */
    @Test
    void agenciesWhoseLongNamesDifferAtTheEndAreToldApart() {
        var rule = RuleBuilder.permit("P").recipients("UGA.ABCDEFGHIJKLMNOP").build();
        var agreements = Fixtures.agreements(Fixtures.bilateral(rule));
        var message = Fixtures.alert("VEH-STOLEN", "");

        var admitted = IntStream.rangeClosed('A', 'Z')
                .mapToObj(last -> AgencyId.of("UGA.ABCDEFGHIJKLMNO" + (char) last))
                .filter(agency -> agreements
                        .decide(message, agency, NOW, Facts.NONE)
                        .reason()
                        .isEmpty())
                .toList();

        assertThat(admitted).containsExactly(AgencyId.of("UGA.ABCDEFGHIJKLMNOP"));
    }

    private static Agreement inTheYear2026(Rule... rules) {
        return Fixtures.agreement(
                "KEN-UGA.test",
                List.of("KEN", "UGA"),
                State.IN_FORCE,
                Fixtures.until("2026-01-01", "2027-01-01"),
                Map.of("all", Set.of("KEN", "UGA")),
                rules);
    }

    /** Seen to fail with the first instants of the phases in the wrong order. */
    @Test
    void anAgreementHoldsFromTheFirstInstantOfItsFirstDayToTheLastOfItsLast() {
        var rule = RuleBuilder.permit("P").build();
        var agreement = inTheYear2026(rule);
        var agreements = Fixtures.agreements(agreement);
        var term = Term.of(agreement);

        var outcomes = Stream.of(
                        term.from().minusNanos(1), term.from(), term.until().minusNanos(1), term.until())
                .map(at -> agreements
                        .decide(Fixtures.alert("VEH-STOLEN", ""), Fixtures.UGA_DCIC, at, Facts.NONE)
                        .reason())
                .toList();

        var no = Optional.of(Code.NOT_IN_FORCE);
        assertThat(outcomes).containsExactly(no, Optional.empty(), Optional.empty(), no);
    }

    /** Seen to fail without the way from the room of the pair to what stands behind. */
    @Test
    void whatDoesNotFitIntoTheRoomOfAPairIsStillAsked() {
        var there =
                IntStream.range(0, 40).mapToObj(i -> RuleBuilder.permit("P" + i).recipients("UGA.A" + i));
        var back = RuleBuilder.permit("B").between("UGA", "KEN");
        var rules =
                Stream.concat(there, Stream.of(back)).map(RuleBuilder::build).toArray(Rule[]::new);
        var agreement = inTheYear2026(rules);
        var agreements = Fixtures.agreements(agreement);
        var before = Term.of(agreement).from().minusNanos(1);

        for (int i = 0; i < 40; i++) {
            var recipient = AgencyId.of("UGA.A" + i);
            var message = Fixtures.alert("VEH-STOLEN", "");
            var now = agreements.decide(message, recipient, NOW, Facts.NONE);
            var then = agreements.decide(message, recipient, before, Facts.NONE);

            assertThat(now.rules()).containsExactly("KEN-UGA.test@1/P" + i);
            assertThat(then.reason()).contains(Code.NOT_IN_FORCE);
        }
    }

    private static List<String> states(int count) {
        return Stream.of(Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3)
                        .toArray(String[]::new))
                .sorted()
                .limit(count)
                .toList();
    }

    private static AgencyId agency(String state, int number) {
        return AgencyId.of(state + ".A" + number);
    }

    private static Directory directory(List<String> states) {
        return new Directory(
                states.stream()
                        .map(state -> new Directory.State(
                                state,
                                state,
                                Optional.empty(),
                                IntStream.range(0, 2)
                                        .mapToObj(i -> new Directory.Agency(
                                                agency(state, i), state, Set.of(Role.CUSTOMS), false))
                                        .toList()))
                        .toList(),
                List.of());
    }

    /** Eight permits and two prohibits for each ordered pair; the first permit fits the alert. */
    private static List<Agreement> agreements(List<String> states) {
        var agreements = new ArrayList<Agreement>();
        for (String from : states) {
            for (String to : states) {
                if (!from.equals(to)) {
                    agreements.add(new Agreement(
                            from + "-" + to + ".test",
                            1,
                            "Test",
                            new Agreement.Instrument("Test", Optional.empty()),
                            List.of(from, to),
                            State.IN_FORCE,
                            new Validity(LocalDate.of(2020, 1, 1), Optional.empty()),
                            Map.of("all", Set.of(from, to)),
                            IntStream.range(0, RULES_PER_PAIR)
                                    .mapToObj(i -> rule(i, from, to))
                                    .toList()));
                }
            }
        }
        return agreements;
    }

    private static Rule rule(int number, String from, String to) {
        var rule = number < 2 ? RuleBuilder.prohibit("R" + number) : RuleBuilder.permit("R" + number);
        return rule.between(from, to)
                .alertTypes(number == 2 ? "VEH-STOLEN" : "DOC-*")
                .recipients(agency(to, 0).toString())
                .keep("@core")
                .build();
    }

    private static Message alert(List<String> states) {
        return Fixtures.message(
                ("{'specversion': '1.0', 'id': 'm-1', 'source': '/agencies/%s', 'type': 'kivuko.alert.v1',"
                                + " 'time': '2026-11-01T10:00:00+03:00', 'to': '%s', 'purpose': 'border-check',"
                                + " 'expires': '2026-12-01T00:00:00+03:00', 'data': {'msgType': 'Alert',"
                                + " 'alertType': 'VEH-STOLEN', 'category': ['Security'], 'urgency': 'Expected',"
                                + " 'severity': 'Moderate', 'certainty': 'Observed'}}")
                        .formatted(agency(states.get(0), 0), agency(states.get(1), 0)));
    }
}
