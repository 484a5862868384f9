package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.format.Formats;
import org.kivuko.model.Code;
import org.kivuko.operations.people.Right;

class OpenApiTest {
    private final TestDoor door = new TestDoor();
    private final JsonNode document;
    private final List<Route> routes;

    OpenApiTest() throws IOException {
        document = new ObjectMapper().readTree(FileCalls.own("openapi.json").body());
        var metrics = new Metrics(door.ports());
        var polls = new LongPolls(Runnable::run);
        routes = Offer.routes(door.ports(), polls, metrics).all();
        polls.stop();
        metrics.close();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void namesExactlyTheCallsThatAreOffered() {
        // Given
        Set<String> described = new TreeSet<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .fieldNames()
                .forEachRemaining(
                        method -> described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));

        // When
        Set<String> offered = routes.stream()
                .map(route -> route.method() + " " + route.shownPath())
                .collect(Collectors.toCollection(TreeSet::new));

        // Then
        assertThat(described).isEqualTo(offered);
    }

    @Test
    void namesExactlyTheQueryParametersThatAreTaken() {
        for (Route route : routes) {
            Set<String> described = new TreeSet<>();
            for (JsonNode reference : operation(route).path("parameters")) {
                JsonNode parameter = resolve(reference);
                if (parameter.path("in").asText().equals("query")) {
                    described.add(parameter.path("name").asText());
                }
            }
            assertThat(described).as(route.path()).isEqualTo(new TreeSet<>(route.query()));
        }
    }

    /** Seen to fail with a media type that had been left out, and with one that no form has. */
    @Test
    void namesExactlyTheMediaTypesInWhichMessagesComeIn() {
        for (String path : List.of("/v1/messages", "/v1/decisions")) {
            List<String> described = new ArrayList<>();
            document.path("paths")
                    .path(path)
                    .at("/post/requestBody/content")
                    .fieldNames()
                    .forEachRemaining(described::add);
            assertThat(described).as(path).containsExactlyElementsOf(Formats.mediaTypes());
        }
    }

    /** Seen to fail with a call whose right had been left out. */
    @Test
    void saysOfEachCallWhichRightOperatorsNeed() {
        for (Route route : routes) {
            var described = new TreeSet<String>();
            operation(route).path("x-kivuko-rights").forEach(right -> described.add(right.asText()));
            assertThat(described)
                    .as(route.action())
                    .isEqualTo(route.rights().stream().map(Right::code).collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** Seen to fail with an example of which a member was misspelt. */
    @Test
    void showsForEachBodyOfOperatorsAnExampleThatIsTaken() {
        door.open();
        for (Route route : routes) {
            if (route.takesMessage()
                    && (route.access() == Access.OPERATOR || route.path().startsWith("/v1/session"))) {
                JsonNode example = operation(route).at("/requestBody/content/application~1json/example");
                assertThat(example.isObject()).as(route.action()).isTrue();
                // Only inboxes and outboxes are paused.
                String path = WhoMayCallTest.path(route.shownPath())
                        .replaceAll("hub\\.dead/(pause|resume)", FakeQueues.INBOX + "/$1");
                HttpResponse<String> answer =
                        door.post(path, TestDoor.OPERATOR_KEY, "application/json", example.toString());
                assertThat(answer.statusCode())
                        .as(route.action() + " " + answer.body())
                        .isNotIn(400, 415, 422, 503);
            }
        }
    }

    @Test
    void saysOfEachCallWhetherItNeedsAKey() {
        for (Route route : routes) {
            JsonNode security = operation(route).path("security");
            boolean keyed = route.access() == Access.CALLER
                    || route.access() == Access.AGENCY
                    || route.access() == Access.OPERATOR;
            boolean mustHaveKey = !security.isEmpty()
                    && StreamSupport.stream(security.spliterator(), false).noneMatch(JsonNode::isEmpty);
            assertThat(mustHaveKey).as(route.path()).isEqualTo(keyed);
            assertThat(operation(route).path("responses").has("401"))
                    .as(route.path())
                    .isEqualTo(route.access() != Access.OPEN || route.path().equals("/v1/session"));
        }
    }

    @Test
    void refersToNothingThatIsNotThere() {
        List<JsonNode> references = new ArrayList<>();
        document.findValues("$ref").forEach(references::add);
        door.open();

        assertThat(references).isNotEmpty();
        for (JsonNode reference : references) {
            String target = reference.asText();
            if (target.startsWith("#")) {
                assertThat(document.at(target.substring(1)).isMissingNode())
                        .as(target)
                        .isFalse();
            } else {
                assertThat(door.send(door.to(target).GET()).statusCode())
                        .as(target)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void servesItsDescriptionsToEverybody() throws IOException {
        // Given
        door.open();

        // When
        HttpResponse<String> openApi = door.send(door.to("/openapi.json").GET());
        HttpResponse<String> asyncApi = door.send(door.to("/asyncapi.json").GET());
        HttpResponse<String> docs = door.send(door.to("/docs").GET());
        HttpResponse<String> schema =
                door.send(door.to("/schemas/alert.v1.json").GET());

        // Then
        assertThat(TestDoor.json(openApi)).isEqualTo(document);
        assertThat(TestDoor.json(asyncApi).path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(docs.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(docs.body())
                .contains(Arrays.stream(Code.values())
                        .map(code -> "<tr id=\"" + code.code() + "\">")
                        .toList())
                .contains("POST /v1/messages<")
                .doesNotContain("<script", "http-equiv");
        assertThat(TestDoor.json(schema).path("title").asText()).isEqualTo("An alert, as posted");
    }

    @Test
    void leadsFromTheRootToSomethingReadable() {
        // Given
        door.open();

        // When
        HttpResponse<String> root = door.send(door.to("/").GET());

        // Then
        assertThat(root.statusCode()).isEqualTo(303);
        assertThat(root.headers().firstValue("Location")).hasValue("/docs");
    }

    private JsonNode operation(Route route) {
        return document.path("paths")
                .path(route.shownPath())
                .path(route.method().toLowerCase(java.util.Locale.ROOT));
    }

    private JsonNode resolve(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }
}
