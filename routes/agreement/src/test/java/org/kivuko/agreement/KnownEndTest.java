package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.NOW;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.agreement;
import static org.kivuko.agreement.Fixtures.agreements;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.Fixtures.until;
import static org.kivuko.agreement.RuleBuilder.permit;
import static org.kivuko.agreement.RuleBuilder.prohibit;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.agreement.Agreement.Validity;
import org.kivuko.model.Message;

class KnownEndTest {
    private static final Message LOST = alert(
            "DOC-LOST",
            "'subject': {'person': {'nationality': 'ETH'}, 'document': {'issuer': 'ETH', 'number': 'E1234567'}}");
    private static final List<String> PARTIES = List.of("KEN", "UGA");
    private static final Map<String, Set<String>> ANNEXES = Map.of("all", Set.copyOf(PARTIES));
    private static final int DAYS = 40;
    /** Midnights and the hour of acts fall on it. */
    private static final Duration STEP = Duration.ofHours(8);

    private static Optional<Instant> end(Agreements agreements) {
        return agreements.knownEnd(LOST, UGA_DCIC, NOW, Facts.NONE, Optional.empty());
    }

    private static Instant midnight(String day) {
        return Instant.parse(day + "T00:00:00Z");
    }

    private static Agreement valid(String id, Validity valid, Rule... rules) {
        return agreement(id, PARTIES, State.IN_FORCE, valid, ANNEXES, rules);
    }

    @Test
    void itEndsWithItsAgreementUnlessAnotherLetsTheSameCross() {
        var first = valid(
                "KEN-UGA.a",
                until("2018-01-01", "2026-11-20"),
                permit("P").keep("*").build());
        var same = valid(
                "KEN-UGA.b",
                until("2018-01-01", "2026-11-25"),
                permit("Q").keep("*").build());
        var less = valid(
                "KEN-UGA.c",
                until("2026-11-15", "2026-11-25"),
                permit("R").keep("subject.document").build());

        assertThat(end(agreements(first))).contains(midnight("2026-11-20"));
        assertThat(end(agreements(first, same))).contains(midnight("2026-11-25"));
        assertThat(end(agreements(first, less))).contains(midnight("2026-11-15"));
        assertThat(end(agreements(valid(
                        "KEN-UGA.d",
                        Fixtures.since("2018-01-01"),
                        permit("S").keep("*").build()))))
                .isEmpty();
    }

    @Test
    void itEndsWhenAProhibitBeginsOrASuspensionThatIsAnnounced() {
        var open = valid(
                "KEN-UGA.a", Fixtures.since("2018-01-01"), permit("P").keep("*").build());
        var later =
                valid("KEN-UGA.b", Fixtures.since("2026-11-10"), prohibit("N").build());
        var suspended = open.with(Life.fromWritten(open, List.of(new Act.Suspend("UGA", NOW.plusSeconds(60)))));

        assertThat(end(agreements(open, later))).contains(midnight("2026-11-10"));
        assertThat(end(agreements(suspended))).contains(NOW.plusSeconds(60));
    }

    /** Seen to fail while emergencies had no end that was known. */
    @Test
    void itEndsWithTheEmergencyThatLetsItCross() {
        var all = agreements(valid(
                "KEN-UGA.a",
                until("2018-01-01", "2026-11-20"),
                permit("P").keep("subject.document").build(),
                permit("E").emergency("PT72H", Fixtures.KEN_DIS).keep("*").build()));
        var open = Facts.NONE.withEmergencies(Map.of("KEN-UGA.a@1/E", NOW.plusSeconds(60)));
        var other = Facts.NONE.withEmergencies(Map.of("KEN-UGA.b@1/E", NOW.plusSeconds(60)));

        assertThat(all.knownEnd(LOST, UGA_DCIC, NOW, open, Optional.empty())).contains(NOW.plusSeconds(60));
        assertThat(all.knownEnd(LOST, UGA_DCIC, NOW, other, Optional.empty())).contains(midnight("2026-11-20"));
        assertThat(end(all)).contains(midnight("2026-11-20"));
    }

    @Test
    void nobodyLooksFurtherThanWhereItEndsAnyway() {
        var all = agreements(valid(
                "KEN-UGA.a",
                until("2018-01-01", "2026-11-20"),
                permit("P").keep("*").build()));

        assertThat(all.knownEnd(LOST, UGA_DCIC, NOW, Facts.NONE, Optional.of(midnight("2026-11-20"))))
                .isEmpty();
        assertThat(all.knownEnd(LOST, UGA_DCIC, NOW, Facts.NONE, Optional.of(midnight("2026-11-21"))))
                .isPresent();
    }

    /** Against judging at every third of a day. Seen to fail with ends that look at refusals alone. */
    @Test
    void itIsTheFirstInstantAtWhichJudgingSaysSomethingElse() {
        int ending = 0;
        for (int seed = 0; seed < 400; seed++) {
            Agreements all = random(new Random(seed));
            if (all.judge(LOST, UGA_DCIC, NOW, Facts.NONE).outcome().crosses()) {
                Optional<Instant> expected = byTrying(all);
                assertThat(end(all)).as("seed %d", seed).isEqualTo(expected);
                ending += expected.isPresent() ? 1 : 0;
            }
        }
        assertThat(ending).isGreaterThan(100);
    }

    private static Optional<Instant> byTrying(Agreements all) {
        Ruling now = all.judge(LOST, UGA_DCIC, NOW, Facts.NONE);
        for (int i = 1; i <= DAYS * 3; i++) {
            Instant at = NOW.plus(STEP.multipliedBy(i));
            Ruling then = all.judge(LOST, UGA_DCIC, at, Facts.NONE);
            boolean alike = then.outcome() == now.outcome()
                    && then.data().equals(now.data())
                    && then.obligations().handling() == now.obligations().handling();
            if (!alike) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    private static Agreements random(Random random) {
        var all = new ArrayList<Agreement>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            var rule = random.nextInt(5) == 0
                    ? prohibit("N" + i).build()
                    : permit("P" + i).keep(keep(random)).build();
            var from = LocalDate.of(2026, 11, 1).plusDays(random.nextInt(30) - 20);
            var until = LocalDate.of(2026, 11, 2).plusDays(random.nextInt(DAYS - 2));
            var valid = from.isBefore(until) && random.nextInt(4) > 0
                    ? new Validity(from, Optional.of(until))
                    : new Validity(from, Optional.empty());
            var made = valid("KEN-UGA." + "abcd".charAt(i), valid, rule);
            all.add(random.nextBoolean() ? made : made.with(Life.fromWritten(made, acts(random))));
        }
        return Agreements.of(Fixtures.DIRECTORY, all, Fixtures.HASH);
    }

    private static String[] keep(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new String[] {"*"};
            case 1 -> new String[] {"subject.document"};
            default -> new String[] {"@core", "subject.document"};
        };
    }

    private static List<Act> acts(Random random) {
        Instant suspended = NOW.plus(Duration.ofDays(1 + random.nextInt(20)));
        Instant resumed = suspended.plus(Duration.ofDays(1 + random.nextInt(10)));
        return random.nextBoolean()
                ? List.of(new Act.Suspend("KEN", suspended), new Act.Resume("KEN", resumed))
                : List.of(new Act.Suspend("UGA", suspended));
    }
}
