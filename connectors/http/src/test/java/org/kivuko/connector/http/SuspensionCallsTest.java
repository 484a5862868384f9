package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.PostingTest.assertProblem;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.testkit.SmallWorld;

/** The calls that suspend and resume agreements. */
class SuspensionCallsTest {
    private static final String WAY = ",\"from\":\"KEN\",\"to\":\"UGA\"";
    private static final String BACK = ",\"from\":\"UGA\",\"to\":\"KEN\"";
    private static final String WHY = "asked for by Jane SPECIMEN";

    @RegisterExtension
    final TestDoor door = new TestDoor();

    private final String agreement =
            SmallWorld.agreements().all().iterator().next().id();

    private HttpResponse<String> act(String act, String way, UUID key) {
        return post(agreement, act, "{\"reason\":\"%s\",\"key\":\"%s\"%s}".formatted(WHY, key, way));
    }

    private HttpResponse<String> act(String act, String way) {
        return act(act, way, UUID.randomUUID());
    }

    private HttpResponse<String> post(String id, String act, String body) {
        return door.post("/v1/ops/agreements/" + id + "/" + act, OPERATOR_KEY, "application/json", body);
    }

    private JsonNode suspended() {
        JsonNode all =
                TestDoor.json(door.get("/v1/ops/agreements", OPERATOR_KEY)).get("agreements");
        for (JsonNode each : all) {
            if (each.get("agreement").asText().equals(agreement)) {
                assertThat(each.get("used24h").asInt()).isEqualTo(5);
                return each.get("suspended");
            }
        }
        throw new AssertionError("no agreement " + agreement);
    }

    @Test
    void givenAWay_whenSuspended_thenTheListSaysByWhomAndWhy_andTheAuditHoldsTheReasonApart() {
        assertThat(suspended()).isEmpty();

        HttpResponse<String> answer = act("suspend", WAY);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(TestDoor.json(answer).get("suspended")).isEqualTo(suspended());
        assertThat(suspended()).singleElement().satisfies(each -> {
            assertThat(each.get("from").asText()).isEqualTo("KEN");
            assertThat(each.get("to").asText()).isEqualTo("UGA");
            assertThat(each.get("by").asText()).isEqualTo("operator");
            assertThat(each.get("reason").asText()).isEqualTo(WHY);
        });
        assertThat(door.watched.suspensions.between("KEN", "UGA")).isEqualTo(Set.of(agreement));
        assertThat(door.watched.suspensions.between("UGA", "KEN")).isEmpty();
        var entry = door.audit.entries().get(0);
        assertThat(entry.before()).contains("\"suspended\":[]");
        assertThat(entry.after()).contains("\"from\":\"KEN\"");
        assertThat(entry.before() + entry.after()).doesNotContain("SPECIMEN");
    }

    @Test
    void givenASuspension_whenTheSameKeyComesAgain_thenItIsDone_andUnderAnotherItIsSoAlready() {
        UUID key = UUID.randomUUID();
        act("suspend", WAY, key);

        assertThat(act("suspend", WAY, key).statusCode()).isEqualTo(200);
        assertProblem(act("suspend", WAY), 409, "CONFLICT");
        assertThat(suspended()).hasSize(1);
    }

    @Test
    void givenASuspendedWay_whenAnotherOneOrTheWholeIsResumed_thenItStands_untilItIsItselfResumed() {
        act("suspend", WAY);

        assertProblem(act("resume", BACK), 409, "CONFLICT");
        assertProblem(act("resume", ""), 409, "CONFLICT");
        assertThat(suspended()).hasSize(1);

        assertThat(act("resume", WAY).statusCode()).isEqualTo(200);
        assertThat(suspended()).isEmpty();
        assertThat(door.watched.suspensions.between("KEN", "UGA")).isEmpty();
    }

    @Test
    void givenAWholeAgreement_whenSuspended_thenBothWaysAre() {
        assertThat(act("suspend", "").statusCode()).isEqualTo(200);

        assertThat(door.watched.suspensions.between("KEN", "UGA")).contains(agreement);
        assertThat(door.watched.suspensions.between("UGA", "KEN")).contains(agreement);
        assertThat(suspended().get(0).has("from")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"from\":\"KEN\"",
                ",\"to\":\"KEN\"",
                ",\"from\":\"ken\",\"to\":\"UGA\"",
                ",\"from\":\"KEN\",\"to\":\"KEN\"",
                ",\"from\":\"KEN\",\"to\":\"SOM\"",
                ",\"until\":\"tomorrow\""
            })
    void givenNoSuchWay_whenSuspended_thenNothingIs(String way) {
        assertProblem(act("suspend", way), 422, "SCHEMA_VIOLATION");
        assertThat(suspended()).isEmpty();
    }

    @Test
    void givenNoReasonOrNoKeyOrNoSuchAgreement_whenSuspended_thenNothingIs() {
        assertProblem(post(agreement, "suspend", "{\"key\":\"" + UUID.randomUUID() + "\"}"), 422, "SCHEMA_VIOLATION");
        assertProblem(post(agreement, "suspend", "{\"reason\":\"rain\"}"), 422, "SCHEMA_VIOLATION");
        assertProblem(
                post("KEN-XXX.none", "suspend", "{\"reason\":\"rain\",\"key\":\"" + UUID.randomUUID() + "\"}"),
                404,
                "NOT_FOUND");
        assertThat(suspended()).isEmpty();
    }
}
