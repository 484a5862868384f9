package org.kivuko.testkit;

import org.kivuko.operations.exercise.ExerciseBook;

/** The double of tests keeps what the real book keeps. */
class InMemoryExercisesTest implements ExerciseBookContract {
    private final InMemoryExercises book = new InMemoryExercises();

    @Override
    public ExerciseBook book() {
        return book;
    }
}
