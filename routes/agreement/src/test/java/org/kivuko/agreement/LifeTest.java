package org.kivuko.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.agreement.Fixtures.NOW;
import static org.kivuko.agreement.Fixtures.UGA_DCIC;
import static org.kivuko.agreement.Fixtures.alert;
import static org.kivuko.agreement.RuleBuilder.permit;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreement.State;
import org.kivuko.model.Code;
import org.kivuko.model.Message;

class LifeTest {
    private static final Message LOST = alert(
            "DOC-LOST",
            "'subject': {'person': {'nationality': 'ETH'}, 'document': {'issuer': 'ETH', 'number': 'E1234567'}}");
    private static final Ending HALF_A_YEAR = new Ending(Period.ofMonths(6), Optional.of(Period.ofDays(90)));

    private static Agreement agreement(String... parties) {
        var written = new Agreement(
                String.join("-", parties) + ".life",
                1,
                "Life",
                new Agreement.Instrument("Test", Optional.empty()),
                List.of(parties),
                State.IN_FORCE,
                new Agreement.Validity(LocalDate.of(2020, 1, 1), Optional.empty()),
                Map.of("all", Set.of(parties), "later", Set.of("KEN")),
                List.of(permit("P").keep("*").build()),
                HALF_A_YEAR,
                Life.asWritten(State.DRAFT, Map.of()));
        return written.with(Life.of(written, List.of()));
    }

    private static Instant day(int day) {
        return NOW.plusSeconds(86_400L * day);
    }

    private static State state(Agreement agreement, Instant at, Act... acts) {
        return Life.of(agreement, List.of(acts)).at(at).state();
    }

    private static List<Act> inForce(String... parties) {
        var acts = new ArrayList<Act>();
        for (String party : parties) {
            acts.add(new Act.Sign(party, day(1)));
        }
        for (String party : parties) {
            acts.add(new Act.BringIntoForce(party, day(2), false));
        }
        return acts;
    }

    private static List<Act> and(List<Act> acts, Act... more) {
        var all = new ArrayList<>(acts);
        all.addAll(List.of(more));
        return all;
    }

    private static Optional<Code> judged(Agreement agreement, List<Act> acts, Instant at) {
        return Fixtures.agreements(agreement.with(Life.of(agreement, acts)))
                .judge(LOST, UGA_DCIC, at, Facts.NONE)
                .reason();
    }

    /** Whatever the word in the file: it counts for nothing where acts decide. */
    @Test
    void anAgreementIsADraftUntilEveryPartyHasSigned() {
        var agreement = agreement("KEN", "UGA");

        assertThat(state(agreement, day(9))).isEqualTo(State.DRAFT);
        assertThat(state(agreement, day(9), new Act.Sign("KEN", day(1)))).isEqualTo(State.DRAFT);
        assertThat(state(agreement, day(9), new Act.Sign("KEN", day(1)), new Act.Sign("UGA", day(2))))
                .isEqualTo(State.SIGNED);
    }

    /** Seen to fail where the acts of one party bring it into force. */
    @Test
    void onePartyAloneBringsNothingIntoForce() {
        var agreement = agreement("KEN", "UGA");
        var one = List.<Act>of(
                new Act.Sign("KEN", day(1)), new Act.Sign("UGA", day(1)), new Act.BringIntoForce("KEN", day(2), false));

        assertThat(Life.of(agreement, one).at(day(3)).state()).isEqualTo(State.SIGNED);
        assertThat(judged(agreement, one, day(3))).contains(Code.NOT_IN_FORCE);
        assertThat(judged(agreement, and(one, new Act.BringIntoForce("UGA", day(4), false)), day(4)))
                .isEmpty();
    }

    @Test
    void withoutEverySignatureNothingIsBroughtIntoForce() {
        var agreement = agreement("KEN", "UGA");
        var acts = List.<Act>of(new Act.Sign("KEN", day(1)));

        assertThat(Life.refusal(agreement, acts, new Act.BringIntoForce("KEN", day(2), false)))
                .contains(ActRefusal.NOT_SIGNED);
    }

    @Test
    void itIsProvisionalUntilNobodyIsBoundProvisionallyAnyMore() {
        var agreement = agreement("KEN", "UGA");
        var acts = List.<Act>of(
                new Act.Sign("KEN", day(1)),
                new Act.Sign("UGA", day(1)),
                new Act.BringIntoForce("KEN", day(2), true),
                new Act.BringIntoForce("UGA", day(3), false),
                new Act.BringIntoForce("KEN", day(5), false));
        var life = Life.of(agreement, acts);

        assertThat(life.at(day(4)).state()).isEqualTo(State.PROVISIONAL);
        assertThat(life.at(day(5)).state()).isEqualTo(State.IN_FORCE);
    }

    /** Seen to fail where any resume ends every suspension. */
    @Test
    void whoSuspendsAloneResumesAlone() {
        var agreement = agreement("KEN", "UGA");
        var suspended = and(inForce("KEN", "UGA"), new Act.Suspend("KEN", day(3)));

        assertThat(Life.refusal(agreement, suspended, new Act.Resume("UGA", day(4))))
                .contains(ActRefusal.NOT_SUSPENDED_BY_IT);
        var byTheOther = and(suspended, new Act.Resume("UGA", day(4)));
        assertThat(judged(agreement, byTheOther, day(5))).contains(Code.SUSPENDED);
        var byItself = and(suspended, new Act.Resume("KEN", day(4)));
        assertThat(judged(agreement, byItself, day(5))).isEmpty();
    }

    @Test
    void whatBothSuspendedBothHaveToResume() {
        var agreement = agreement("KEN", "UGA");
        var acts = and(
                inForce("KEN", "UGA"),
                new Act.Suspend("KEN", day(3)),
                new Act.Suspend("UGA", day(3)),
                new Act.Resume("KEN", day(4)));

        assertThat(Life.of(agreement, acts).at(day(5)).state()).isEqualTo(State.SUSPENDED);
    }

    /** The term asks for the instant: an audit years later finds the suspension where it was. */
    @Test
    void aSuspensionIsAnIntervalToWhomJudgesAtItsInstant() {
        var agreement = agreement("KEN", "UGA");
        var acts = and(inForce("KEN", "UGA"), new Act.Suspend("KEN", day(3)), new Act.Resume("KEN", day(5)));

        assertThat(judged(agreement, acts, day(3).minusMillis(1))).isEmpty();
        assertThat(judged(agreement, acts, day(3))).contains(Code.SUSPENDED);
        assertThat(judged(agreement, acts, day(5).minusMillis(1))).contains(Code.SUSPENDED);
        assertThat(judged(agreement, acts, day(5))).isEmpty();
    }

    @Test
    void noticeTakesEffectWhenItsPeriodIsOver() {
        var agreement = agreement("KEN", "UGA");
        var acts = and(inForce("KEN", "UGA"), new Act.GiveNotice("UGA", Instant.parse("2027-01-31T10:00:00Z")));
        var end = Instant.parse("2027-07-31T10:00:00Z");

        assertThat(judged(agreement, acts, end.minusMillis(1))).isEmpty();
        assertThat(judged(agreement, acts, end)).contains(Code.NOT_IN_FORCE);
        var life = Life.of(agreement, acts);
        assertThat(life.end()).contains(end);
        assertThat(agreement.ending().heldUntil(end)).contains(Instant.parse("2027-10-29T10:00:00Z"));
        assertThat(Fixtures.agreements(agreement.with(life)).nextChange(day(40)))
                .contains(end);
    }

    @Test
    void oneAloneDoesNotTerminate() {
        var agreement = agreement("KEN", "UGA");
        var acts = and(inForce("KEN", "UGA"), new Act.Terminate("KEN", day(3)));

        assertThat(Life.of(agreement, acts).at(day(4)).state()).isEqualTo(State.IN_FORCE);
        var both = and(acts, new Act.Terminate("UGA", day(4)));
        assertThat(Life.of(agreement, both).at(day(4)).state()).isEqualTo(State.TERMINATED);
        assertThat(Life.refusal(agreement, both, new Act.Suspend("KEN", day(5))))
                .contains(ActRefusal.ENDED);
    }

    /** Of three parties one can stand aside, and the two others go on. */
    @Test
    void inAMultilateralAgreementSuspendingAndLeavingConcernTheActingPartyAlone() {
        var agreement = agreement("ETH", "KEN", "UGA");
        var aside = and(inForce("ETH", "KEN", "UGA"), new Act.Suspend("ETH", day(3)));

        assertThat(judged(agreement, aside, day(4))).isEmpty();
        assertThat(judged(agreement, and(aside, new Act.Suspend("KEN", day(5))), day(6)))
                .contains(Code.SUSPENDED);
        var left = and(aside, new Act.GiveNotice("KEN", day(7)));
        assertThat(judged(agreement, left, day(400))).contains(Code.NOT_IN_FORCE);
        assertThat(Life.of(agreement, left).at(day(400)).state()).isEqualTo(State.SUSPENDED);
    }

    @Test
    void anAnnexAcceptedLaterHoldsFromThen() {
        var agreement = agreement("KEN", "UGA");
        var later = new Agreement(
                agreement.id(),
                1,
                "Life",
                agreement.instrument(),
                agreement.parties(),
                State.DRAFT,
                agreement.valid(),
                agreement.annexes(),
                List.of(permit("P").annex("later").keep("*").build()),
                HALF_A_YEAR,
                agreement.life());
        var acts = and(inForce("KEN", "UGA"), new Act.AcceptAnnex("UGA", day(4), "later"));

        assertThat(judged(later, acts, day(4).minusMillis(1))).contains(Code.NOT_RECIPROCAL);
        assertThat(judged(later, acts, day(4))).isEmpty();
        assertThat(Life.refusal(later, acts, new Act.AcceptAnnex("UGA", day(5), "none")))
                .contains(ActRefusal.NO_SUCH_ANNEX);
    }

    @Test
    void anActThatIsDatedBackOrDoneByAStrangerDoesNotCount() {
        var agreement = agreement("KEN", "UGA");
        var acts = inForce("KEN", "UGA");

        assertThat(Life.refusal(agreement, acts, new Act.Suspend("KEN", day(1))))
                .contains(ActRefusal.OUT_OF_ORDER);
        assertThat(Life.refusal(agreement, acts, new Act.Suspend("ETH", day(3))))
                .contains(ActRefusal.NOT_A_PARTY);
    }

    /** A law, not an example: no sequence of acts of one party ever makes the agreement bind. */
    @Test
    void noActsOfOnePartyEverPutRulesInForce() {
        var agreement = agreement("KEN", "UGA");
        var random = new Random(3);
        for (int round = 0; round < 500; round++) {
            var acts = new ArrayList<Act>(List.of(
                    new Act.Sign("KEN", day(1)),
                    new Act.BringIntoForce("KEN", day(1), false),
                    new Act.BringIntoForce("KEN", day(1), true),
                    new Act.Suspend("KEN", day(1)),
                    new Act.Resume("KEN", day(1)),
                    new Act.AcceptAnnex("KEN", day(1), "all"),
                    new Act.GiveNotice("KEN", day(1)),
                    new Act.Terminate("KEN", day(1))));
            Collections.shuffle(acts, random);

            for (int at = 0; at < 400; at += 20) {
                assertThat(Life.of(agreement, acts).at(day(at)).binds("KEN", "UGA"))
                        .as("%s", acts)
                        .isFalse();
            }
        }
    }
}
