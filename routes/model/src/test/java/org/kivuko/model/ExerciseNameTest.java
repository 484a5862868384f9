package org.kivuko.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a message names its exercise. */
class ExerciseNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exercise:BUSIA-2026|BUSIA-2026",
                "' exercise:BUSIA-2026 second day'|BUSIA-2026",
                "exercise:BUSIA-2026, second day|",
                "the exercise:BUSIA-2026|",
                "Exercise|",
                "exercise: BUSIA-2026|",
                "exercise:AB|",
                "exercise:-AB|"
            })
    void given_a_note_when_read_then_only_its_first_word_names_an_exercise(String note, String exercise) {
        assertThat(ExerciseName.inNote(note)).isEqualTo(Optional.ofNullable(exercise));
    }

    @Test
    void given_an_exercise_when_a_note_is_written_then_it_names_it_once() {
        assertThat(ExerciseName.note("BUSIA-2026", Optional.empty())).isEqualTo("exercise:BUSIA-2026");
        assertThat(ExerciseName.note("BUSIA-2026", Optional.of("exercise:BUSIA-2026 day two")))
                .isEqualTo("exercise:BUSIA-2026 day two");
        assertThat(ExerciseName.note("BUSIA-2026", Optional.of("exercise:OTHER")))
                .isEqualTo("exercise:BUSIA-2026 exercise:OTHER");
    }

    @Test
    void given_an_exercise_when_read_then_the_envelope_names_it() {
        var message = (Reading.Accepted<Message>) MessageJson.read(MessageJson.write(exercise()));

        assertThat(message.value().envelope().exercise()).contains("BUSIA-2026");
        assertThat(message.value().envelope().channel()).isEqualTo(Channel.EXERCISE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"actual", "test", ""})
    void given_another_status_when_it_names_an_exercise_then_it_is_refused(String status) {
        ObjectNode event = exercise();
        event.remove("status");
        if (!status.isEmpty()) {
            event.put("status", status);
        }

        assertThat(faults(event)).singleElement().satisfies(fault -> {
            assertThat(fault.pointer()).isEqualTo("/exercise");
            assertThat(fault.code()).isEqualTo(Code.SCHEMA_VIOLATION);
        });
    }

    private static ObjectNode exercise() {
        return Examples.tree("alert-exercise");
    }

    private static List<Fault> faults(ObjectNode event) {
        return ((Reading.Refused<Message>) MessageJson.read(MessageJson.write(event))).faults();
    }
}
