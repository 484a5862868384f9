package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.DeliveryState;
import org.kivuko.exchange.Submitted;
import org.kivuko.exchange.Vault;
import org.kivuko.exchange.Withdrawal;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.model.Directory;
import org.kivuko.model.Fault;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageKey;
import org.kivuko.operations.exercise.ExerciseRunner;
import org.kivuko.operations.exercise.Exercises;
import org.kivuko.operations.exercise.HandedIn;
import org.kivuko.operations.exercise.Run;
import org.kivuko.operations.people.Scope;

/** Who opens exercises, and what is handed in and taken away. */
class ExercisesTest {
    private static final AgencyId KENYA = AgencyId.of("KEN.DIS");
    private static final AgencyId UGANDA = AgencyId.of("UGA.DCIC");
    private static final String NAME = "BUSIA-2026";
    private static final Instant NOON = LedgerCast.NOON;
    private static final Instant END = NOON.plusSeconds(7_200);
    private static final Scope KENYAN = new Scope(Set.of("KEN"), Set.of());

    private final TestClock clock = new TestClock(NOON);
    private final InMemoryExercises book = new InMemoryExercises();
    private final Vault vault = new Vault(new byte[32]);
    private final Directory directory = SmallWorld.directory();
    private final Exercises exercises = new Exercises(book, book, () -> directory, vault, clock);
    private final List<String> handedIn = new ArrayList<>();
    private final List<Withdrawal> withdrawn = new ArrayList<>();
    private Submitted answer;
    private final ExerciseRunner runner = new ExerciseRunner(
            exercises,
            new ExerciseRunner.Ports(
                    book,
                    book,
                    (body, contentType, sender, beside) -> {
                        handedIn.add(
                                sender + " " + MessageJson.tree(body).path("id").asText());
                        return answer != null
                                ? answer
                                : new Submitted.Accepted(
                                        new MessageKey(sender, "x"), clock.instant(), List.of(), false);
                    },
                    withdrawn::addAll,
                    new InMemoryLedger(clock),
                    vault),
            clock);

    private Exercises.Result open(Scope scope) {
        return exercises.open(
                new Exercises.Wish(NAME, "Joint training", Set.of(KENYA, UGANDA), Optional.empty(), END),
                "amina",
                scope);
    }

    private Exercises.Result inject(String at) {
        String script =
                """
                {"injects": [{"inject": "surge", "at": "%s", "as": "KEN.DIS", "to": "UGA.DCIC", "data": {"msgType": "Alert",
                    "alertType": "FLOW-SURGE", "category": ["Security"], "urgency": "Expected", "severity": "Severe",
                    "certainty": "Likely"}}]}
                """
                        .formatted(at);
        JsonNode tree = MessageJson.tree(script.getBytes(StandardCharsets.UTF_8));
        return exercises.inject(NAME, tree, "amina", Scope.ALL);
    }

    private static Code code(Exercises.Result result) {
        return ((Exercises.Result.Refused) result).faults().get(0).code();
    }

    @Test
    void givenAnOpenedExercise_whenJudged_thenItIsAFactUntilItsEndAndStandsAfterwards() {
        assertThat(open(Scope.ALL)).isInstanceOf(Exercises.Result.Done.class);

        assertThat(exercises.open(NAME, NOON).orElseThrow().participants()).containsExactlyInAnyOrder(KENYA, UGANDA);
        assertThat(exercises.open(NAME, END)).isEmpty();
        assertThat(exercises.open("MALABA-2026", NOON)).isEmpty();
        exercises.close(NAME, "amina", Scope.ALL);
        assertThat(exercises.open(NAME, NOON.plusSeconds(1))).isEmpty();
        assertThat(exercises.standing(NAME)).isPresent();
        exercises.reset(NAME, "amina", Scope.ALL);
        assertThat(exercises.standing(NAME)).isEmpty();
    }

    @Test
    void givenAnOpenExercise_whenOpenedAgain_thenItIsSoAlready_andOnceItIsOverItsNextRunOpens() {
        open(Scope.ALL);
        assertThat(code(open(Scope.ALL))).isEqualTo(Code.CONFLICT);

        exercises.close(NAME, "amina", Scope.ALL);
        var again = (Exercises.Result.Done) open(Scope.ALL);

        assertThat(again.exercise().run()).isEqualTo(new Run(NAME, 2));
        assertThat(exercises.open(NAME, NOON).orElseThrow().run()).isEqualTo(2);
    }

    @Test
    void givenAScopeWithoutAParticipant_whenItActsOrLooks_thenThereIsNothing() {
        assertThat(code(open(KENYAN))).isEqualTo(Code.SCHEMA_VIOLATION);
        open(Scope.ALL);

        assertThat(exercises.list(KENYAN)).isEmpty();
        assertThat(exercises.close(NAME, "kip", KENYAN)).isInstanceOf(Exercises.Result.Unknown.class);
        assertThat(exercises.reset(NAME, "kip", KENYAN)).isInstanceOf(Exercises.Result.Unknown.class);
        assertThat(exercises.score(NAME, Optional.empty(), KENYAN)).isEmpty();
        assertThat(exercises.list(Scope.ALL)).hasSize(1);
    }

    @Test
    void givenAScript_whenItsInstantComes_thenItIsHandedInOnceInTheNameOfTheParticipant() {
        open(Scope.ALL);
        assertThat(inject("PT5M")).isInstanceOf(Exercises.Result.Done.class);

        runner.look();
        assertThat(handedIn).isEmpty();
        clock.advance(Duration.ofMinutes(5));
        runner.look();
        runner.look();

        assertThat(handedIn).containsExactly("KEN.DIS BUSIA-2026.1.surge");
        assertThat(code(inject("PT6M"))).isEqualTo(Code.CONFLICT);
    }

    @Test
    void givenAHubThatTakesNothing_whenAnInjectIsDue_thenItIsHandedInLater_andWhatIsRefusedIsNoted() {
        open(Scope.ALL);
        inject("PT0S");
        answer = new Submitted.Busy();
        runner.look();
        assertThat(book.handedIn(new Run(NAME, 1))).isEmpty();

        answer = new Submitted.Refused(List.of(new Fault("/to", Code.UNKNOWN_ADDRESS, "")));
        runner.look();
        runner.look();

        assertThat(handedIn).hasSize(2);
        assertThat(book.handedIn(new Run(NAME, 1)))
                .containsEntry("surge", new HandedIn(NOON, Optional.of(Code.UNKNOWN_ADDRESS)));
    }

    @Test
    void givenAClosedExercise_whenAnInjectIsDue_thenItIsNotHandedIn() {
        open(Scope.ALL);
        inject("PT0S");
        exercises.close(NAME, "amina", Scope.ALL);

        runner.look();

        assertThat(handedIn).isEmpty();
    }

    @Test
    void givenWhatWaitsOfTwoExercises_whenOneIsReset_thenItsOwnIsReturnedAndNothingElse() {
        UUID own = UUID.randomUUID();
        open(Scope.ALL);
        book.waits(new Run(NAME, 1), own);
        book.waits(new Run("MALABA-2026", 1), UUID.randomUUID());
        runner.look();
        assertThat(withdrawn).isEmpty();

        exercises.reset(NAME, "amina", Scope.ALL);
        runner.look();

        assertThat(withdrawn)
                .containsExactly(new Withdrawal(own, DeliveryState.RETURNED, Code.NOT_A_PARTICIPANT, Optional.empty()));
    }

    @Test
    void givenAReset_whenSomethingArrivesAfterwards_thenItIsTakenAwayToo() {
        open(Scope.ALL);
        exercises.reset(NAME, "amina", Scope.ALL);
        runner.look();

        book.waits(new Run(NAME, 1), UUID.randomUUID());
        runner.look();

        assertThat(withdrawn).hasSize(1);
    }

    @Test
    void givenAPlayedExercise_whenRepeated_thenTheSameScriptIsPlayedUnderNewIds() {
        open(Scope.ALL);
        inject("PT0S");
        runner.look();
        clock.advance(Duration.ofMinutes(1));

        var again = exercises.repeat(NAME, Optional.empty(), END, "amina", Scope.ALL);
        runner.look();

        assertThat(((Exercises.Result.Done) again).exercise().from())
                .isEqualTo(NOON.plusSeconds(60).truncatedTo(ChronoUnit.MILLIS));
        assertThat(handedIn).containsExactly("KEN.DIS BUSIA-2026.1.surge", "KEN.DIS BUSIA-2026.2.surge");
        assertThat(exercises
                        .score(NAME, Optional.of(1), Scope.ALL)
                        .orElseThrow()
                        .lines())
                .hasSize(1);
    }

    @Test
    void givenAnotherHub_whenItFollows_thenItKnowsTheExercise() {
        var other = new Exercises(book, book, () -> directory, vault, clock);
        open(Scope.ALL);

        assertThat(other.open(NAME, NOON)).isEmpty();
        other.follow();
        assertThat(other.open(NAME, NOON)).isPresent();
    }
}
