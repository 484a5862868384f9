package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;

class AnalysisCallsTest {
    private static final String BASE = "/v1/ops/configuration/";

    private final TestDoor door = new TestDoor().open();

    @AfterEach
    void close() {
        door.close();
    }

    private HttpResponse<String> get(String what, String key) {
        return door.send(door.to(BASE + what).header("Authorization", "Bearer " + key));
    }

    private HttpResponse<String> prove(String key) {
        return door.send(door.to(BASE + "proof")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void operatorsMayAskForEachAnalysis() {
        assertThat(get("check", TestDoor.OPERATOR_KEY).body()).isEqualTo("{\"asked\":\"check\"}");
        assertThat(get("diff", TestDoor.OPERATOR_KEY).body()).isEqualTo("{\"asked\":\"diff\"}");
        assertThat(get("proof", TestDoor.OPERATOR_KEY).body()).isEqualTo("{\"asked\":\"proof\"}");
    }

    @Test
    void aProofIsBegunAndLookedAtWhereItIsSaid() {
        var begun = prove(TestDoor.OPERATOR_KEY);

        assertThat(begun.statusCode()).isEqualTo(202);
        assertThat(begun.headers().firstValue("Location")).contains(BASE + "proof");
        assertThat(begun.body()).isEqualTo("{\"asked\":\"prove\"}");
    }

    @Test
    void noAgencyMayAskForAny() {
        assertThat(get("check", TestDoor.KEN_KEY).statusCode()).isEqualTo(403);
        assertThat(get("diff", TestDoor.KEN_KEY).statusCode()).isEqualTo(403);
        assertThat(get("proof", TestDoor.KEN_KEY).statusCode()).isEqualTo(403);
        assertThat(prove(TestDoor.KEN_KEY).statusCode()).isEqualTo(403);
    }

    @Test
    void faultsOfTheFolderAreNamedAllTogether() {
        door.analyses.faults = List.of(
                new Fault("", Code.SCHEMA_VIOLATION, "a.yaml:3: one"),
                new Fault("", Code.SCHEMA_VIOLATION, "b.yaml: two"));

        assertThat(get("diff", TestDoor.OPERATOR_KEY).statusCode()).isEqualTo(422);
        assertThat(get("diff", TestDoor.OPERATOR_KEY).body()).contains("a.yaml:3: one", "b.yaml: two");
        assertThat(prove(TestDoor.OPERATOR_KEY).statusCode()).isEqualTo(422);
    }
}
