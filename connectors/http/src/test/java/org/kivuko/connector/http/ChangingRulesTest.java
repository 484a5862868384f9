package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

class ChangingRulesTest {
    private final TestDoor door = new TestDoor().open();

    @AfterEach
    void close() {
        door.close();
    }

    private HttpResponse<String> post(String path, String key, String type) {
        HttpRequest.Builder request = door.to(path)
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString("a.b.c"));
        return door.send(type.isEmpty() ? request : request.header("Content-Type", type));
    }

    @Test
    void anActIsHandedOnAsItWasSigned() {
        door.changed = new RuleChanges.Done(JsonNodeFactory.instance.objectNode());

        assertThat(post("/v1/acts", TestDoor.KEN_KEY, "application/jose").statusCode())
                .isEqualTo(201);
        assertThat(door.acts).containsExactly("a.b.c");
    }

    @Test
    void whatIsNoJwsIsNotTakenForAnAct() {
        assertThat(post("/v1/acts", TestDoor.KEN_KEY, "application/json").statusCode())
                .isEqualTo(415);
        assertThat(door.acts).isEmpty();
    }

    @Test
    void everyFaultOfARefusedConfigurationIsNamed() {
        door.changed = new RuleChanges.Refused(List.of(
                new Fault("", Code.SCHEMA_VIOLATION, "a.yaml:3: one"),
                new Fault("", Code.SCHEMA_VIOLATION, "b.yaml: two")));

        var answer = post("/v1/ops/configuration", TestDoor.OPERATOR_KEY, "");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("a.yaml:3: one", "b.yaml: two");
        assertThat(post("/v1/ops/configuration", TestDoor.KEN_KEY, "").statusCode())
                .isEqualTo(403);
    }
}
