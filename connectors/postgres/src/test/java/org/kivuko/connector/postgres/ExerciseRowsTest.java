package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.OpenExercise;
import org.kivuko.exchange.Delivery;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Errand;
import org.kivuko.exchange.Traces;
import org.kivuko.exchange.Withdrawal;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.operations.exercise.Delivered;
import org.kivuko.operations.exercise.ExerciseBook;
import org.kivuko.operations.exercise.ExerciseTraffic;
import org.kivuko.operations.exercise.Run;
import org.kivuko.testkit.ExerciseBookContract;
import org.kivuko.testkit.LedgerCast;

/** What a real database keeps of exercises and knows of their messages. */
class ExerciseRowsTest extends OnSharedLedger implements ExerciseBookContract {
    private static final Instant LATER = LedgerCast.NOON.plusSeconds(60);

    private final LedgerCast cast = new LedgerCast();
    private final String name = "E-" + UUID.randomUUID().toString().substring(0, 8);
    private final Run run = new Run(name, 1);
    private final ExerciseTraffic traffic = ledger.exerciseTraffic();

    @Override
    public ExerciseBook book() {
        return ledger.exercises();
    }

    private Delivery of(int number, Delivery plain) {
        Set<AgencyId> all = Set.of(cast.sender, cast.receiver);
        return new Delivery(
                plain.id(),
                plain.ruling(),
                true,
                Facts.NONE.withExercise(Optional.of(new OpenExercise(name, number, all))),
                Traces.NONE);
    }

    private Delivery record(String id, long batch, Delivery delivery) throws Exception {
        var term = ledger.begin(cast.outbox, batch - 1);
        ledger.record(term, batch, List.of(cast.message(id, id, LedgerCast.NOON, delivery)));
        return delivery;
    }

    @Test
    void givenMessagesOfTwoRunsAndOfNone_whenAsked_thenEachRunHasItsOwn() throws Exception {
        Delivery first = record("1", 1, of(1, LedgerCast.released(cast.receiver)));
        Delivery second = record("2", 2, of(2, LedgerCast.released(cast.receiver)));
        record("3", 3, LedgerCast.released(cast.receiver));

        assertThat(traffic.waiting(run)).containsExactly(first.id());
        assertThat(traffic.waiting(new Run(name, 2))).containsExactly(second.id());
        assertThat(traffic.delivered(run)).singleElement().satisfies(each -> {
            assertThat(each.message()).isEqualTo(cast.key("1"));
            assertThat(each.recipient()).isEqualTo(cast.receiver);
            assertThat(each.judged()).isEqualTo(LedgerCast.NOON);
        });
    }

    @Test
    void givenADelivery_whenTakenOver_thenItWaitsNoMore_andEachInstantIsKept() throws Exception {
        Delivery delivery = record("1", 1, of(1, LedgerCast.released(cast.receiver)));
        ledger.fetched(cast.receiver, List.of(delivery.id()), LATER);
        assertThat(traffic.waiting(run)).containsExactly(delivery.id());

        ledger.acknowledge(cast.receiver, delivery.id(), LATER.plusSeconds(5));

        assertThat(traffic.waiting(run)).isEmpty();
        Delivered row = traffic.delivered(run).get(0);
        assertThat(row.fetched()).contains(LATER);
        assertThat(row.acknowledged()).contains(LATER.plusSeconds(5));
        assertThat(row.answered()).isEmpty();
        assertThat(row.withdrawn()).isEmpty();
    }

    @Test
    void givenADelivery_whenItsWithdrawalIsAskedFor_thenItIsAskedForOnce_andItsEndIsKept() throws Exception {
        Delivery delivery = record("1", 1, of(1, LedgerCast.released(cast.receiver)));
        var withdrawal =
                new Withdrawal(delivery.id(), DeliveryState.RETURNED, Code.NOT_A_PARTICIPANT, Optional.empty());
        ledger.withdrawals().ask(List.of(withdrawal), LATER);

        assertThat(traffic.waiting(run)).isEmpty();

        ledger.withdrawals().record(List.of(withdrawal), List.of(), LATER);
        assertThat(traffic.delivered(run).get(0).withdrawn()).contains(LATER);
    }

    @Test
    void givenWhatIsHeld_whenSomebodyDecides_thenItIsAskedForNoMore() throws Exception {
        Delivery held = record("1", 1, of(1, LedgerCast.held(cast.receiver, LATER)));
        assertThat(traffic.held(run)).containsExactly(held.id());

        ledger.decide(held.id(), Errand.Kind.REFUSE, "exercise", SCRIPT, LATER);

        assertThat(traffic.held(run)).isEmpty();
        assertThat(traffic.waiting(run)).isEmpty();
    }
}
