package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.PostingTest.assertProblem;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kivuko.operations.people.AuditEntry;
import org.kivuko.operations.people.AuditOutcome;

/** What operators do is written down, whatever comes of it. */
class AuditTest {
    private static final String RULING = "/v1/ops/held/1b671a64-40d5-491e-99b0-da01ff1f3341/release";

    private final TestDoor door = new TestDoor();

    @AfterEach
    void close() {
        door.close();
    }

    private AuditEntry only() {
        assertThat(door.audit.entries()).hasSize(1);
        return door.audit.entries().get(0);
    }

    @Test
    void anActIsWrittenDownWithWhoFromWhereWhatAndWhy() {
        // Given
        door.open();

        // When
        door.post(RULING, OPERATOR_KEY, "application/json", "{\"reason\": \"the officer said so\"}");

        // Then
        assertThat(only())
                .isEqualTo(new AuditEntry(
                        TestDoor.NOW,
                        "operator",
                        "127.0.0.1",
                        "POST /v1/ops/held/{ruling}/release",
                        "1b671a64-40d5-491e-99b0-da01ff1f3341",
                        "the officer said so",
                        "",
                        "",
                        "",
                        AuditOutcome.REFUSED));
    }

    @Test
    void whatIsDoneIsWrittenDownAsDone() {
        // Given
        door.open();
        door.changed = new RuleChanges.Done(JsonNodeFactory.instance.objectNode());

        // When
        door.post("/v1/ops/configuration", OPERATOR_KEY, "application/json", "");

        // Then
        assertThat(only().outcome()).isEqualTo(AuditOutcome.DONE);
        assertThat(only().action()).isEqualTo("POST /v1/ops/configuration");
    }

    @Test
    void nothingIsDoneThatCannotBeWrittenDown() {
        // Given
        door.audit.unwritable = true;
        door.open();

        // When and Then
        assertProblem(door.post("/v1/ops/configuration", OPERATOR_KEY, "application/json", ""), 503, "NOT_AVAILABLE");
        assertThat(door.reloads).hasValue(0);
    }

    @Test
    void questionsAndTheCallsOfAgenciesLeaveNoRow() {
        // Given
        door.open();

        // When
        door.get("/v1/ops/queues", OPERATOR_KEY);
        door.post("/v1/ops/explain", OPERATOR_KEY, "application/json", "{}");
        door.post("/v1/emergencies", KEN_KEY, "application/json", "{}");
        door.post("/v1/ops/configuration", KEN_KEY, "application/json", "");

        // Then
        assertThat(door.audit.entries()).isEmpty();
    }
}
