package org.kivuko.exchange;

import java.time.Instant;
import java.util.Optional;
import org.kivuko.agreement.OpenExercise;
import org.kivuko.model.Message;

/** Which exercises are open, and which were. Thread-safe. */
public interface OpenExercises {
    /** None ever is. */
    OpenExercises NONE = new OpenExercises() {
        @Override
        public Optional<OpenExercise> open(String name, Instant at) {
            return Optional.empty();
        }

        @Override
        public Optional<OpenExercise> standing(String name) {
            return Optional.empty();
        }
    };

    /** The exercise of this name, where it is open at an instant. */
    Optional<OpenExercise> open(String name, Instant at);

    /** Its newest run, open or ended, unless that was reset: what waits of it may still be fetched. */
    Optional<OpenExercise> standing(String name);

    /** The open exercise that a message names. */
    default Optional<OpenExercise> of(Message message, Instant at) {
        return message.envelope().exercise().flatMap(name -> open(name, at));
    }
}
