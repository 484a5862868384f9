package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;
import static org.kivuko.connector.http.TestDoor.UGA_KEY;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    private final TestDoor door = new TestDoor();

    @BeforeEach
    void open() {
        door.open();
        door.threads.put(
                "KEN.DIS UGA.DCIC/m-1", JsonNodeFactory.instance.objectNode().put("thread", "UGA.DCIC/m-1"));
    }

    @AfterEach
    void close() {
        door.door().close();
    }

    @Test
    void answersWithWhatTheCallerMayKnow() {
        // When
        var answer = door.get("/v1/threads/UGA.DCIC/m-1", KEN_KEY);

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(TestDoor.json(answer).path("thread").asText()).isEqualTo("UGA.DCIC/m-1");
    }

    @Test
    void doesNotTellWhatIsNotTheirsFromWhatIsNot() {
        for (String path : new String[] {"UGA.DCIC/m-1", "UGA.DCIC/m-2", "nobody/m-1", "UGA.DCIC/%20"}) {
            // When
            var answer = door.get("/v1/threads/" + path, UGA_KEY);

            // Then
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(TestDoor.json(answer).path("code").asText()).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void isForAgencies() {
        assertThat(door.get("/v1/threads/UGA.DCIC/m-1", OPERATOR_KEY).statusCode())
                .isEqualTo(403);
    }
}
