package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.agreement.Outcome;
import org.kivuko.exchange.Door;
import org.kivuko.model.AlertType;
import org.kivuko.model.Code;
import org.kivuko.model.Handling;
import org.kivuko.model.Lane;
import org.kivuko.model.MessageKey;
import org.kivuko.model.MessageType;
import org.kivuko.model.Status;
import org.kivuko.operations.people.AuditQuery;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.search.MessageContent;
import org.kivuko.operations.search.MessageOrder;
import org.kivuko.operations.search.MessageQuery;
import org.kivuko.operations.search.MessageRow;
import org.kivuko.operations.search.Place;
import org.kivuko.operations.search.Position;

/** What operators look for, at the door. */
class SearchTest {
    @RegisterExtension
    final TestDoor door = new TestDoor();

    private HttpResponse<String> get(String path) {
        return door.get(path, TestDoor.OPERATOR_KEY);
    }

    private HttpResponse<String> post(String path, String body) {
        return door.post(path, TestDoor.OPERATOR_KEY, "application/json", body);
    }

    private static MessageRow row(String id) {
        return new MessageRow(
                new MessageKey(TestDoor.KEN, id),
                MessageType.ALERT,
                Optional.of(AlertType.DOC_STOLEN),
                Optional.empty(),
                Status.ACTUAL,
                Optional.empty(),
                Lane.BULK,
                TestDoor.NOW,
                Optional.of(Door.HTTP),
                Handling.H0,
                false,
                Map.of(Outcome.RELEASED, 2, Outcome.REFUSED, 1),
                List.of(Code.NO_AGREEMENT),
                Optional.empty());
    }

    @Test
    void readsEveryFilterAndGoesOnWhereAPageEnded() {
        // Given
        door.search.rows = List.of(row("m-1"));
        door.search.next = Optional.of(new Position.Numbered(41));

        // When
        JsonNode page = TestDoor.json(
                get(
                        "/v1/ops/messages?pair=KEN-UGA.DCIC&type=alert&alertType=DOC-STOLEN&outcome=refused"
                                + "&reason=NO_AGREEMENT&status=actual&since=2026-11-01T02:00:00%2B02:00&until=2026-11-02T00:00:00Z&sort=acceptedAt&max=7"));
        get("/v1/ops/messages?sort=acceptedAt&after=" + page.path("next").asText());

        // Then
        MessageQuery first = door.search.queries.get(0);
        assertThat(first.filter().parties().from()).hasValue(new Place("KEN"));
        assertThat(first.filter().parties().to()).hasValue(new Place("UGA.DCIC"));
        assertThat(first.filter().kinds().type()).hasValue(MessageType.ALERT);
        assertThat(first.filter().kinds().alertType()).hasValue(AlertType.DOC_STOLEN);
        assertThat(first.filter().ruled().outcome()).hasValue(Outcome.REFUSED);
        assertThat(first.filter().ruled().reason()).hasValue(Code.NO_AGREEMENT);
        assertThat(first.filter().span().since()).hasValue(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(first.order()).isEqualTo(new MessageOrder(MessageOrder.Column.ACCEPTED_AT, false));
        assertThat(first.max()).isEqualTo(7);
        assertThat(door.search.queries.get(1).after()).hasValue(new Position.Numbered(41));
        JsonNode shown = page.path("messages").path(0);
        assertThat(shown.path("recipients").path("released").asInt()).isEqualTo(2);
        assertThat(shown.path("reasons").path(0).asText()).isEqualTo("NO_AGREEMENT");
        assertThat(page.has("asOf")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agency=Kenya",
                "from=KEN.",
                "pair=KEN",
                "pair=KEN-UGA&from=KEN",
                "type=letter",
                "outcome=maybe",
                "reason=BECAUSE",
                "status=real",
                "since=yesterday",
                "since=2026-11-02T00:00:00Z&until=2026-11-01T00:00:00Z",
                "until=-9999-01-01T00:00:00Z",
                "sort=type",
                "sort=--agency",
                "after=!",
                "sort=agency&after=bjQx",
                "max=0",
                "max=201",
                "unknown=1"
            })
    void saysWhatIsWrongWithAFilterAndAsksNothing(String query) {
        // When
        HttpResponse<String> answer = get("/v1/ops/messages?" + query);

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(door.search.queries).isEmpty();
    }

    @Test
    void aTextThatNamesSomethingIsLookedForExactly() {
        // When
        get("/v1/ops/messages?q=%20KEN.DIS/m-1%20");

        // Then
        assertThat(door.search.names).containsExactly("KEN.DIS/m-1");
        assertThat(door.search.queries).isEmpty();
    }

    @Test
    void whatIsUnknownOrOutOfScopeIsNotThere() {
        for (String path : List.of("/v1/ops/messages/KEN.DIS/m-1", "/v1/ops/messages/x/y")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
            assertThat(post(path + "/content", "{\"purpose\":\"a case\",\"reason\":\"number 7\"}")
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void nothingIsOpenedWithoutAPurposeAndAReason() {
        // Given
        door.search.opened = Optional.of(new MessageContent.Opened(
                Optional.of(JsonNodeFactory.instance.objectNode().put("canary", "ZZ0000001")),
                Map.of("UGA.DCIC", JsonNodeFactory.instance.objectNode()),
                Map.of(),
                Optional.empty()));
        String path = "/v1/ops/messages/KEN.DIS/m-1/content";

        // When, Then
        for (String body : List.of("{}", "{\"purpose\":\"x\"}", "{\"purpose\":\" \",\"reason\":\"y\"}", "[]", "no")) {
            HttpResponse<String> refused = post(path, body);
            assertThat(refused.statusCode()).as(body).isBetween(400, 422);
            assertThat(refused.body()).doesNotContain("ZZ0000001");
        }
        HttpResponse<String> opened = post(path, "{\"purpose\":\"a case\",\"reason\":\"number 7\"}");
        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(TestDoor.json(opened).path("received").path("canary").asText())
                .isEqualTo("ZZ0000001");
        var all = new AuditQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                50,
                Scope.ALL);
        assertThat(door.audit.rows(all))
                .hasSize(6)
                .allSatisfy(row -> assertThat(row.toString()).doesNotContain("ZZ0000001"))
                .anySatisfy(row -> assertThat(row.entry().purpose()).isEqualTo("a case"));
    }

    @Test
    void filesHoldTheWholeListAndSayWhetherTheyDo() {
        // Given
        door.search.rows = List.of(row("m-1"));

        // When
        HttpResponse<String> csv = get("/v1/ops/messages.csv?from=KEN");
        door.search.next = Optional.of(new Position.Numbered(1));
        HttpResponse<String> json = get("/v1/ops/messages.json");

        // Then
        assertThat(csv.body().lines().toList()).hasSize(2);
        assertThat(csv.body()).contains("\"KEN.DIS\",\"m-1\"");
        assertThat(csv.headers().firstValue("Kivuko-Complete")).hasValue("true");
        assertThat(csv.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"messages.csv\"");
        assertThat(TestDoor.json(json).path("complete").asBoolean()).isFalse();
        assertThat(TestDoor.json(json).path("messages").size()).isEqualTo(100);
    }

    @Test
    void viewsAreSavedForWhoSavesThem() {
        // When
        HttpResponse<String> saved = post(
                "/v1/ops/views",
                "{\"name\":\"Refused today\",\"page\":\"messages\",\"query\":\"outcome=refused\",\"shared\":false}");
        HttpResponse<String> bad = post("/v1/ops/views", "{\"name\":\"\",\"page\":\"../x\",\"shared\":1}");
        String id = TestDoor.json(saved).path("view").asText();

        // Then
        assertThat(saved.statusCode()).isEqualTo(200);
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(TestDoor.json(bad).path("errors").size()).isEqualTo(4);
        assertThat(TestDoor.json(get("/v1/ops/views"))
                        .path("views")
                        .path(0)
                        .path("own")
                        .asBoolean())
                .isTrue();
        assertThat(post("/v1/ops/views/" + id + "/remove", "").statusCode()).isEqualTo(204);
        assertThat(post("/v1/ops/views/" + id + "/remove", "").statusCode()).isEqualTo(404);
    }
}
