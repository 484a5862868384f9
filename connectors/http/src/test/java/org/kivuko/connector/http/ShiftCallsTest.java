package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.PostingTest.assertProblem;
import static org.kivuko.connector.http.TestDoor.NOW;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls about a shift. */
class ShiftCallsTest {
    private static final String NOTE = "/v1/ops/shift/notes";
    private static final String MAINTENANCE = "/v1/ops/maintenance";
    private static final String TEXT = "Jane SPECIMEN of DIS has the key of the cabinet";

    @RegisterExtension
    final TestDoor door = new TestDoor();

    private JsonNode shift() {
        HttpResponse<String> answer = door.get("/v1/ops/shift", OPERATOR_KEY);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TestDoor.json(answer);
    }

    private HttpResponse<String> post(String path, String body) {
        return door.post(path, OPERATOR_KEY, "application/json", body);
    }

    private static String note(UUID key) {
        return "{\"text\":\"%s\",\"key\":\"%s\"}".formatted(TEXT, key);
    }

    /** From an hour ahead on, for an hour. */
    private static String window(String whose, UUID key) {
        return "{%s,\"from\":\"%s\",\"until\":\"%s\",\"text\":\"new power supply\",\"key\":\"%s\"}"
                .formatted(whose, NOW.plusSeconds(3_600), NOW.plusSeconds(7_200), key);
    }

    @Test
    void givenANote_whenLeftTwiceUnderOneKey_thenTheNextShiftReadsItOnce_andTheAuditHoldsNoWordOfIt() {
        UUID key = UUID.randomUUID();

        assertThat(post(NOTE, note(key)).statusCode()).isEqualTo(200);
        assertThat(post(NOTE, note(key)).statusCode()).isEqualTo(200);

        assertThat(shift().get("notes")).singleElement().satisfies(note -> {
            assertThat(note.get("note").asText()).isEqualTo(key.toString());
            assertThat(note.get("text").asText()).isEqualTo(TEXT);
            assertThat(note.get("by").asText()).isEqualTo("operator");
        });
        assertThat(door.audit.entries()).hasSize(2).allSatisfy(entry -> {
            assertThat(entry.target()).contains(key.toString());
            assertThat(entry.before() + entry.after()).doesNotContain("SPECIMEN");
        });
    }

    @Test
    void givenDesksOnCall_whenTheShiftIsRead_thenTheyAreThereWithTheirNumbers() {
        assertThat(shift().get("onCall")).singleElement().satisfies(desk -> {
            assertThat(desk.get("agency").asText()).isEqualTo("KEN.DIS");
            assertThat(desk.get("name").asText()).isEqualTo("duty desk");
            assertThat(desk.get("phone").asText()).isEqualTo("+254 20 000 0000");
        });
    }

    @Test
    void givenWindowsOfAnAgencyAndOfTheHub_whenAnnounced_thenBothAreShownOnce_withWhose() {
        UUID key = UUID.randomUUID();

        assertThat(post(MAINTENANCE, window("\"agency\":\"KEN.DIS\"", key)).statusCode())
                .isEqualTo(200);
        assertThat(post(MAINTENANCE, window("\"agency\":\"KEN.DIS\"", key)).statusCode())
                .isEqualTo(200);
        assertThat(post(MAINTENANCE, window("\"all\":true", UUID.randomUUID())).statusCode())
                .isEqualTo(200);
        assertThat(post(MAINTENANCE, window("\"agency\":\"all\"", UUID.randomUUID()))
                        .statusCode())
                .isEqualTo(200);

        JsonNode windows = shift().get("maintenance");
        assertThat(windows.findValuesAsText("agency")).containsExactly("KEN.DIS", "all", "all");
        assertThat(windows.get(0).get("maintenance").asText()).isEqualTo(key.toString());
        assertThat(windows.get(0).get("text").asText()).isEqualTo("new power supply");
        assertThat(door.audit.entries()).hasSize(4).first().satisfies(entry -> assertThat(entry.after())
                .contains("\"agency\"")
                .doesNotContain("power"));
    }

    @Test
    void givenAnAgencyThatIsNotThere_whenAWindowIsAnnounced_thenNothingIs() {
        assertProblem(post(MAINTENANCE, window("\"agency\":\"KEN.NONE\"", UUID.randomUUID())), 404, "NOT_FOUND");
        assertThat(shift().get("maintenance")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\":\"a\"}",
                "{\"key\":\"6f1c2f7e-0000-4b8e-8f0e-0f5c8c1f0b10\"}",
                "{\"text\":\" \",\"key\":\"6f1c2f7e-0000-4b8e-8f0e-0f5c8c1f0b10\"}",
                "{\"text\":\"a\",\"key\":\"x\"}",
                "{\"text\":\"a\",\"key\":\"6f1c2f7e-0000-4b8e-8f0e-0f5c8c1f0b10\",\"colour\":\"blue\"}"
            })
    void givenABadNote_whenLeft_thenNothingIs(String body) {
        assertProblem(post(NOTE, body), 422, "SCHEMA_VIOLATION");
        assertThat(shift().get("notes")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"agency\":\"ken\"",
                "\"agency\":\"KEN.A-B\"",
                "\"agency\":7",
                "\"all\":false",
                "\"all\":\"yes\"",
                "\"agency\":\"KEN.DIS\",\"until\":\"2020-01-01T00:00:00Z\"",
                "\"agency\":\"KEN.DIS\",\"from\":\"tomorrow\""
            })
    void givenABadWindow_whenAnnounced_thenNothingIs(String bad) {
        String rest = window("\"x\":1", UUID.randomUUID()).substring("{\"x\":1".length());
        for (String member : new String[] {"from", "until"}) {
            if (bad.contains("\"" + member + "\"")) {
                rest = rest.replaceFirst(",\"" + member + "\":\"[^\"]*\"", "");
            }
        }

        assertProblem(post(MAINTENANCE, "{" + bad + rest), 422, "SCHEMA_VIOLATION");
        assertThat(shift().get("maintenance")).isEmpty();
    }
}
