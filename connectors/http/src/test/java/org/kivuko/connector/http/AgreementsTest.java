package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.PostingTest.assertProblem;
import static org.kivuko.connector.http.TestDoor.KEN;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;
import static org.kivuko.connector.http.TestDoor.UGA;
import static org.kivuko.connector.http.TestDoor.UGA_KEY;
import static org.kivuko.connector.http.TestDoor.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kivuko.agreement.Agreement;
import org.kivuko.agreement.Agreements;
import org.kivuko.agreement.Rule;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Channel;
import org.kivuko.model.Directory;
import org.kivuko.model.Handling;
import org.kivuko.model.MessageType;
import org.kivuko.model.Purpose;
import org.kivuko.model.Role;
import org.kivuko.model.Severity;
import org.kivuko.model.Status;

class AgreementsTest {
    private final TestDoor door = new TestDoor();

    AgreementsTest() {
        var all = List.of(
                agreement("KEN.national", List.of("KEN"), Agreement.State.IN_FORCE, "KEN", "KEN"),
                agreement("KEN-UGA.osbp", List.of("KEN", "UGA"), Agreement.State.PROVISIONAL, "KEN", "UGA"),
                agreement("KEN-UGA.drafted", List.of("KEN", "UGA"), Agreement.State.DRAFT, "UGA", "KEN"));
        Agreements agreements = Agreements.unkeyed(directory(), all);
        door.rulebook = () -> agreements;
        door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    private static Directory directory() {
        return new Directory(List.of(state(KEN, false), state(UGA, true)), List.of());
    }

    private static Directory.State state(AgencyId agency, boolean inboxAtBroker) {
        var only = new Directory.Agency(agency, "The agency", Set.of(Role.IMMIGRATION), inboxAtBroker);
        return new Directory.State(agency.state(), "The state", Optional.of(agency), List.of(only));
    }

    private static Agreement agreement(String id, List<String> parties, Agreement.State state, String from, String to) {
        return new Agreement(
                id,
                3,
                "Title of " + id,
                new Agreement.Instrument("The act", Optional.of("s. 13")),
                parties,
                state,
                new Agreement.Validity(LocalDate.parse("2018-02-24"), Optional.of(LocalDate.parse("2031-01-01"))),
                Map.of("alert", Set.copyOf(parties)),
                List.of(permit(from, to), prohibit()));
    }

    private static Rule permit(String from, String to) {
        return new Rule(
                "K-U-1",
                Rule.Kind.PERMIT,
                from,
                to,
                Optional.of("alert"),
                Set.of(MessageType.ALERT),
                List.of(new Rule.AlertTypes("DOC-*")),
                List.of(new Rule.Party.WithRole(Role.IMMIGRATION)),
                List.of(new Rule.Party.Named(AgencyId.of(to.equals("UGA") ? "UGA.DCIC" : "KEN.DIS"))),
                Set.of(),
                Set.of(Purpose.CUSTOMS, Purpose.BORDER_CHECK),
                Set.of(Status.ACTUAL),
                Optional.of(Severity.MODERATE),
                Set.of(Rule.Travellers.THIRD_COUNTRY),
                false,
                new Rule.Fields(
                        List.of("@core", "subject.person.dateOfBirth"),
                        Map.of("subject.person.dateOfBirth", Rule.Transform.YEAR),
                        List.of("subject.document.issuer")),
                Optional.of(Handling.H0),
                Optional.of(Handling.H1),
                OptionalInt.of(262_144));
    }

    private static Rule prohibit() {
        return new Rule(
                "K-U-9",
                Rule.Kind.PROHIBIT,
                Rule.EVERY_PARTY,
                Rule.EVERY_PARTY,
                Optional.empty(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                true,
                Rule.Fields.NONE,
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty());
    }

    @Test
    void listsWhatIsInForceAndConcernsTheCaller() {
        assertThat(ids(KEN_KEY)).containsExactlyInAnyOrder("KEN-UGA.osbp", "KEN.national");
        assertThat(ids(UGA_KEY)).containsExactly("KEN-UGA.osbp");
        assertThat(ids(OPERATOR_KEY)).containsExactlyInAnyOrder("KEN-UGA.osbp", "KEN.national");
        assertThat(json(door.get("/v1/agreements", UGA_KEY)).at("/agreements/0").toString())
                .isEqualTo("{\"agreement\":\"KEN-UGA.osbp\",\"version\":3,\"title\":\"Title of KEN-UGA.osbp\","
                        + "\"parties\":[\"KEN\",\"UGA\"],\"state\":\"provisional\","
                        + "\"valid\":{\"from\":\"2018-02-24\",\"until\":\"2031-01-01\"}}");
    }

    private List<String> ids(String key) {
        var ids = new ArrayList<String>();
        json(door.get("/v1/agreements", key))
                .path("agreements")
                .forEach(agreement -> ids.add(agreement.path("agreement").asText()));
        return ids;
    }

    @Test
    void showsOneUnderTheKeysOfItsFile() {
        // When
        JsonNode agreement = json(door.get("/v1/agreements/KEN-UGA.osbp", UGA_KEY));

        // Then
        assertThat(agreement.path("instrument").toString()).isEqualTo("{\"name\":\"The act\",\"article\":\"s. 13\"}");
        assertThat(agreement.path("annexes").toString()).isEqualTo("{\"alert\":[\"KEN\",\"UGA\"]}");
        assertThat(agreement.at("/rules/0").toString())
                .isEqualTo(
                        "{\"rule\":\"K-U-1\",\"kind\":\"permit\",\"from\":\"KEN\",\"to\":\"UGA\",\"annex\":\"alert\","
                                + "\"messages\":[\"alert\"],\"alertTypes\":[\"DOC-*\"],\"senders\":[\":immigration\"],"
                                + "\"recipients\":[\"UGA.DCIC\"],\"purposes\":[\"border-check\",\"customs\"],"
                                + "\"statuses\":[\"actual\"],\"minSeverity\":\"Moderate\",\"travellers\":[\"third-country\"],"
                                + "\"fields\":{\"keep\":[\"@core\",\"subject.person.dateOfBirth\"],"
                                + "\"transform\":{\"subject.person.dateOfBirth\":\"year\"},"
                                + "\"require\":[\"subject.document.issuer\"]},"
                                + "\"handling\":{\"default\":\"H0\",\"max\":\"H1\"},\"maxBytes\":262144}");
        assertThat(agreement.at("/rules/1").toString())
                .isEqualTo("{\"rule\":\"K-U-9\",\"kind\":\"prohibit\",\"from\":\"*\",\"to\":\"*\","
                        + "\"when\":{\"protected\":true}}");
    }

    @Test
    void knowsNoAgreementThatIsNotTheCallersOrNotInForce() {
        assertProblem(door.get("/v1/agreements/KEN.national", UGA_KEY), 404, "NOT_FOUND");
        assertProblem(door.get("/v1/agreements/KEN-UGA.drafted", KEN_KEY), 404, "NOT_FOUND");
        assertProblem(door.get("/v1/agreements/NO.such", OPERATOR_KEY), 404, "NOT_FOUND");
        assertThat(door.get("/v1/agreements/KEN.national", KEN_KEY).statusCode())
                .isEqualTo(200);
    }

    @Test
    void showsWhatCrossesBetweenStatesAndInsideTheCallersOwn() {
        // When
        JsonNode rows = json(door.get("/v1/agreements/matrix", UGA_KEY)).path("rows");

        // Then
        assertThat(pairs(rows)).contains("KEN UGA", "UGA KEN", "UGA UGA").doesNotContain("KEN KEN");
        assertThat(pairs(json(door.get("/v1/agreements/matrix", OPERATOR_KEY)).path("rows")))
                .contains("KEN KEN");
        JsonNode alerts = row(rows, "KEN", "UGA", "alert");
        assertThat(alerts.path("rules").toString()).isEqualTo("[\"KEN-UGA.osbp@3/K-U-1\"]");
        assertThat(alerts.path("recipients").toString()).isEqualTo("[\"UGA.DCIC\"]");
        assertThat(alerts.path("keep").toString()).contains("@core");
        assertThat(alerts.has("reason")).isFalse();
        assertThat(row(rows, "UGA", "KEN", "alert").path("reason").asText()).isEqualTo("NOT_IN_FORCE");
    }

    @Test
    void showsOneOrderedPairAloneAndBrieflyWhereThatIsAskedFor() {
        // When
        JsonNode rows = json(door.get("/v1/agreements/matrix?from=KEN&to=UGA&brief=true", OPERATOR_KEY))
                .path("rows");
        JsonNode foreign =
                json(door.get("/v1/agreements/matrix?from=KEN&to=KEN", UGA_KEY)).path("rows");
        var wrong = door.get("/v1/agreements/matrix?brief=perhaps", OPERATOR_KEY);

        // Then
        assertThat(pairs(rows)).containsOnly("KEN UGA");
        assertThat(row(rows, "KEN", "UGA", "alert").fieldNames())
                .toIterable()
                .containsExactly("from", "to", "message", "rules");
        assertThat(foreign).isEmpty();
        assertProblem(wrong, 400, "SCHEMA_VIOLATION");
    }

    @Test
    void theMatrixIsServedAsAPageAndAsATableWhereTheyAreAskedFor() {
        // When
        var page = matrixAs("text/html");
        var table = matrixAs("text/csv");
        var anything = matrixAs("application/xml");

        // Then
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).contains("Agreements: demonstration keys.");
        assertThat(page.body()).contains("What crosses between whom").doesNotContain("KEN to KEN");
        assertThat(table.headers().firstValue("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(table.body()).startsWith("from,to,message,").contains("KEN,UGA,alert,,KEN-UGA.osbp@3/K-U-1");
        assertThat(anything.headers().firstValue("Content-Type")).contains("application/json");
    }

    /** Seen to fail under the policy of the other pages, which takes no style that stands in the page itself. */
    @Test
    void thePolicyOfTheMatrixTakesTheStyleThatStandsInIt() throws Exception {
        // When
        var page = matrixAs("text/html");

        // Then
        String style = page.body().replaceAll("(?s).*<style>(.*)</style>.*", "$1");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("style-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "'")
                .contains("default-src 'none'");
    }

    private HttpResponse<String> matrixAs(String accept) {
        return door.send(door.to("/v1/agreements/matrix")
                .header("Authorization", "Bearer " + UGA_KEY)
                .header("Accept", accept)
                .GET());
    }

    private static List<String> pairs(JsonNode rows) {
        var pairs = new ArrayList<String>();
        rows.forEach(row ->
                pairs.add(row.path("from").asText() + " " + row.path("to").asText()));
        return pairs;
    }

    private static JsonNode row(JsonNode rows, String from, String to, String message) {
        for (JsonNode row : rows) {
            if (row.path("from").asText().equals(from)
                    && row.path("to").asText().equals(to)
                    && row.path("message").asText().equals(message)) {
                return row;
            }
        }
        throw new AssertionError("no row");
    }

    @Test
    void leavesLiveTrafficToTheBrokerWhereTheAgencySaysSo() {
        // Given
        door.shelf.put(UGA, Channel.LIVE, TestDoor.delivered(1));
        door.shelf.put(KEN, Channel.LIVE, TestDoor.delivered(1));

        // When and Then
        assertProblem(door.get("/v1/inbox", UGA_KEY), 409, "NOT_AVAILABLE");
        assertThat(door.get("/v1/inbox?channel=exercise", UGA_KEY).statusCode()).isEqualTo(200);
        assertThat(json(door.get("/v1/inbox?channel=live", KEN_KEY)).path("deliveries"))
                .hasSize(1);
    }

    @Test
    void servesAnAlertAsCapAndNothingElseAsCap() {
        // Given
        UUID alert = door.shelf.put(KEN, Channel.LIVE, example("delivered-alert-document-stolen.json"));
        UUID report = door.shelf.put(KEN, Channel.LIVE, example("delivered-flow-report-day.json"));
        door.get("/v1/inbox", KEN_KEY);

        // When
        HttpResponse<String> cap = asCap(alert);

        // Then
        assertThat(cap.statusCode()).isEqualTo(200);
        assertThat(cap.headers().firstValue("Content-Type")).hasValue("application/cap+xml");
        assertThat(cap.body()).contains("<alert", "urn:oasis:names:tc:emergency:cap:1.2");
        assertProblem(asCap(report), 406, "NOT_ACCEPTABLE");
    }

    private HttpResponse<String> asCap(UUID delivery) {
        return door.send(door.to("/v1/inbox/" + delivery)
                .header("Authorization", "Bearer " + KEN_KEY)
                .header("Accept", "application/cap+xml")
                .GET());
    }

    private String example(String name) {
        return door.send(door.to("/schemas/examples/" + name).GET()).body();
    }
}
