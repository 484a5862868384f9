package org.kivuko.model.cap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The exercise to which an alert belongs stands in CAP's note. */
class CapExerciseTest {
    private static final String NOTE = "<note>exercise:BUSIA-2026 day two</note>\n";

    private static ObjectNode event(String status, String note) {
        return Caps.event(Caps.read(Caps.alertWith(note).replace(">Actual<", ">" + status + "<")));
    }

    private static String written(ObjectNode event) {
        return new String(
                CapWriter.write(
                        event.put("to", "UGA.DCIC").put("handling", "H0").put("agreement", "IGAD.exercises@1")),
                StandardCharsets.UTF_8);
    }

    @Test
    void given_an_exercise_when_its_note_names_one_then_the_event_does_and_the_note_goes_out_as_sent() {
        ObjectNode event = event("Exercise", NOTE);

        assertThat(event.path("exercise").asText()).isEqualTo("BUSIA-2026");
        assertThat(written(event)).contains("<note>exercise:BUSIA-2026 day two</note>");
    }

    @Test
    void given_other_words_or_another_status_when_read_then_no_exercise_is_named() {
        assertThat(event("Exercise", "<note>Joint training in Busia</note>\n").has("exercise"))
                .isFalse();
        assertThat(event("Test", NOTE).has("exercise")).isFalse();
        assertThat(event("Actual", NOTE).has("exercise")).isFalse();
    }

    @Test
    void given_an_exercise_from_json_when_served_as_cap_then_the_note_names_it() {
        ObjectNode event = event("Exercise", NOTE);
        ((ObjectNode) event.get("data")).remove("cap");
        assertThat(written(event)).contains("<note>exercise:BUSIA-2026</note>");

        ObjectNode other = event("Exercise", "<note>Joint training</note>\n").put("exercise", "BUSIA-2026");
        assertThat(written(other)).contains("<note>exercise:BUSIA-2026 Joint training</note>");
    }
}
