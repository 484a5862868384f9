package org.kivuko.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static List<Fault> faults(String foreignName) {
        ObjectNode event = Examples.tree("alert-document-stolen");
        ((ObjectNode) event.get("data")).put(foreignName, "SPECIMEN");
        return ((Reading.Refused<Message>) MessageJson.read(MessageJson.write(event))).faults();
    }

    @Test
    void the_books_do_not_learn_the_name_that_a_sender_gave_to_a_member() {
        // When
        Fault told = faults("OKELLO").get(0);

        // Then
        assertThat(told.pointer()).isEqualTo("/data/OKELLO");
        assertThat(told.withoutForeignName().pointer()).isEqualTo("/data");
        assertThat(told.withoutForeignName().toString()).doesNotContain("OKELLO");
    }

    @Test
    void a_fault_without_a_foreign_name_is_booked_as_it_is() {
        // Given
        Fault unnamed = faults("a name that nobody would show").get(0);

        // Then
        assertThat(unnamed.pointer()).isEqualTo("/data");
        assertThat(unnamed.withoutForeignName()).isEqualTo(unnamed);
    }

    @Test
    void who_refers_to_what_is_anothers_is_who_it_says_and_breaks_a_rule() {
        assertThat(new Fault("/source", Code.NOT_SENDER, "x").httpStatus()).isEqualTo(403);
        assertThat(new Fault("/data/references/0", Code.NOT_SENDER, "x").httpStatus())
                .isEqualTo(422);
        assertThat(new Fault("/data/references/0", Code.CONFLICT, "x").httpStatus())
                .isEqualTo(409);
    }
}
