package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Descriptions, schemas and codes against their last released form: only additions. With {@code -Dkivuko.release=true} what stands now
 * becomes the released form; that belongs to a release, and what it breaks into {@code Endings} long before.
 */
class OnlyAdditionsTest {
    private static final Path RELEASED = Path.of(System.getProperty("kivuko.root", "../.."))
            .resolve("connectors/http/src/test/resources/org/kivuko/connector/http/released.txt");

    private static Surface released() throws IOException {
        return Surface.read(Files.readAllLines(RELEASED));
    }

    @Test
    void nothingThatWasReleasedIsGoneAndNothingNewIsDemanded() throws IOException {
        if (Boolean.getBoolean("kivuko.release")) {
            Files.write(RELEASED, Surface.now().lines());
        }

        assertThat(Surface.now().breaking(released())).isEmpty();
        assertThat(released().promised()).hasSizeGreaterThan(1_000);
    }

    private static List<String> breaking(Consumer<ObjectNode> change) {
        JsonNode openApi = Surface.json("openapi.json");
        Surface before = Surface.of(openApi, Surface.json("asyncapi.json"));
        ObjectNode changed = openApi.deepCopy();
        change.accept(changed);
        return Surface.of(changed, Surface.json("asyncapi.json")).breaking(before);
    }

    private static ObjectNode at(JsonNode document, String pointer) {
        return (ObjectNode) document.at(pointer);
    }

    @Test
    void whatIsTakenAwayIsNamed() {
        assertThat(breaking(api -> at(api, "/paths").remove("/v1/threads/{agency}/{id}")))
                .contains("was promised and is gone or other: there is GET /v1/threads/{agency}/{id}");
        assertThat(breaking(
                        api -> at(api, "/components/schemas/Receipt/properties").remove("acceptedAt")))
                .contains("was promised and is gone or other: told Receipt /acceptedAt as string");
        assertThat(breaking(api -> at(api, "/paths/~1v1~1messages/post/requestBody/content")
                        .remove("text/xml")))
                .contains("was promised and is gone or other: POST /v1/messages takes a body as text/xml");
        assertThat(breaking(api -> at(api, "/paths/~1v1~1messages/post/responses/202/headers")
                        .remove("Location")))
                .contains("was promised and is gone or other: POST /v1/messages 202 has the header Location");
    }

    @Test
    void whatIsDemandedAnewIsNamed() {
        assertThat(breaking(api -> at(api, "/components/parameters/Max").put("required", true)))
                .contains("was not demanded before: GET /v1/inbox demands ?max");
        assertThat(breaking(api -> ((ArrayNode) api.at("/components/schemas/ResendWish/required")).add("reason")))
                .contains("was not demanded before: asked ResendWish demands /reason");
        assertThat(breaking(api -> at(api, "/components/schemas/ResendWish/properties/lane")
                        .put("maxLength", 3)))
                .contains("was not demanded before: asked ResendWish limits /lane to maxLength 3");
    }

    @Test
    void additionsAreTaken() {
        assertThat(breaking(api -> {
                    at(api, "/components/schemas/Receipt/properties")
                            .putObject("more")
                            .put("type", "string");
                    at(api, "/components/schemas/ResendWish/properties")
                            .putObject("note")
                            .put("type", "string")
                            .put("maxLength", 9);
                    ObjectNode call = at(api, "/paths")
                            .putObject("/v1/new")
                            .putObject("post")
                            .put("operationId", "new");
                    call.putArray("parameters")
                            .addObject()
                            .put("name", "must")
                            .put("in", "query")
                            .put("required", true);
                    at(api, "/paths/~1v1~1inbox/get/responses").putObject("418").put("description", "a teapot");
                }))
                .isEmpty();
    }
}
