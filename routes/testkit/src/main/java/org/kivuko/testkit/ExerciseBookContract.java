package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.SealedContent;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Code;
import org.kivuko.operations.exercise.Exercise;
import org.kivuko.operations.exercise.ExerciseBook;
import org.kivuko.operations.exercise.HandedIn;
import org.kivuko.operations.exercise.Run;

/** What every book of exercises keeps. Each test takes a name of its own: a real book is shared. */
public interface ExerciseBookContract {
    /** Noon of the day of the tests. */
    Instant NOON = LedgerCast.NOON;

    SealedContent SCRIPT = new SealedContent(new byte[] {7}, new byte[] {8, 0, -1});

    /** The book that is looked at. */
    ExerciseBook book();

    private static Exercise exercise() {
        return new Exercise(
                new Run("E-" + UUID.randomUUID().toString().substring(0, 8), 1),
                "Joint training",
                Set.of(AgencyId.of("KEN.DIS"), AgencyId.of("UGA.DCIC")),
                NOON,
                NOON.plusSeconds(7_200),
                "amina",
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Exercise kept(Run run) {
        return book().exercises().stream()
                .filter(each -> each.run().equals(run))
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void givenARun_whenOpenedTwice_thenTheFirstStands() {
        Exercise exercise = exercise();

        assertThat(book().open(exercise)).isTrue();
        assertThat(book().open(exercise)).isFalse();

        assertThat(kept(exercise.run())).isEqualTo(exercise);
    }

    @Test
    default void givenAnOpenRun_whenClosed_thenItHoldsUntilThenAndIsClosedOnce() {
        Exercise exercise = exercise();
        book().open(exercise);

        assertThat(book().close(exercise.run(), "amina", NOON.plusSeconds(60))).isTrue();
        assertThat(book().close(exercise.run(), "amina", NOON.plusSeconds(90))).isFalse();

        assertThat(kept(exercise.run()).holds(NOON.plusSeconds(59))).isTrue();
        assertThat(kept(exercise.run()).holds(NOON.plusSeconds(60))).isFalse();
        assertThat(kept(exercise.run()).resetAt()).isEmpty();
    }

    @Test
    default void givenAClosedRun_whenReset_thenItsEndStaysWhatItWas() {
        Exercise exercise = exercise();
        book().open(exercise);
        book().close(exercise.run(), "amina", NOON.plusSeconds(60));

        assertThat(book().reset(exercise.run(), "amina", NOON.plusSeconds(90))).isTrue();
        assertThat(book().reset(exercise.run(), "amina", NOON.plusSeconds(95))).isFalse();

        assertThat(kept(exercise.run()).closedAt()).contains(NOON.plusSeconds(60));
        assertThat(kept(exercise.run()).resetAt()).contains(NOON.plusSeconds(90));
    }

    @Test
    default void givenAnOpenRun_whenReset_thenItIsClosedByThat() {
        Exercise exercise = exercise();
        book().open(exercise);

        book().reset(exercise.run(), "amina", NOON.plusSeconds(90));

        assertThat(kept(exercise.run()).closedAt()).contains(NOON.plusSeconds(90));
    }

    @Test
    default void givenAScript_whenAnotherIsPutIn_thenItIsTaken_untilSomethingWasHandedIn() {
        Exercise exercise = exercise();
        book().open(exercise);

        assertThat(book().script(exercise.run(), SCRIPT, "amina", NOON)).isTrue();
        assertThat(book().script(exercise.run(), SCRIPT, "amina", NOON.plusSeconds(5)))
                .isTrue();
        book().handedIn(exercise.run(), "surge", new HandedIn(NOON, Optional.empty()));

        assertThat(book().script(exercise.run(), SCRIPT, "amina", NOON.plusSeconds(9)))
                .isFalse();
        assertThat(kept(exercise.run()).scriptedAt()).contains(NOON.plusSeconds(5));
        assertThat(book().script(exercise.run()).orElseThrow().sealed()).containsExactly(SCRIPT.sealed());
        assertThat(book().script(exercise.run()).orElseThrow().wrappedKey()).containsExactly(SCRIPT.wrappedKey());
    }

    @Test
    default void givenAnInject_whenNotedTwice_thenWhatWasNotedFirstStands() {
        Exercise exercise = exercise();
        book().open(exercise);

        book().handedIn(exercise.run(), "surge", new HandedIn(NOON, Optional.of(Code.UNKNOWN_ADDRESS)));
        book().handedIn(exercise.run(), "surge", new HandedIn(NOON.plusSeconds(1), Optional.empty()));

        assertThat(book().handedIn(exercise.run()))
                .isEqualTo(Map.of("surge", new HandedIn(NOON, Optional.of(Code.UNKNOWN_ADDRESS))));
    }

    @Test
    default void givenTwoRuns_whenOneIsActedUpon_thenTheOtherStaysAsItIs() {
        Exercise exercise = exercise();
        Run next = new Run(exercise.run().exercise(), 2);
        Exercise second = new Exercise(
                next,
                exercise.title(),
                exercise.participants(),
                exercise.from(),
                exercise.until(),
                exercise.by(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        List.of(exercise, second).forEach(each -> assertThat(book().open(each)).isTrue());

        book().reset(exercise.run(), "amina", NOON.plusSeconds(90));
        book().script(exercise.run(), SCRIPT, "amina", NOON);

        assertThat(kept(next)).isEqualTo(second);
        assertThat(book().script(next)).isEmpty();
    }

    @Test
    default void givenNoSuchRun_whenActedUpon_thenNothingIs() {
        Run run = new Run("NOBODY-" + UUID.randomUUID().toString().substring(0, 8), 1);

        assertThat(book().close(run, "amina", NOON)).isFalse();
        assertThat(book().reset(run, "amina", NOON)).isFalse();
        assertThat(book().script(run, SCRIPT, "amina", NOON)).isFalse();
        assertThat(book().script(run)).isEmpty();
    }
}
