package org.kivuko.connector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.kivuko.model.MessageJson;

/** What the hub says of its calls, as their receivers read it. */
final class AlertsSchema {
    private static final String BASE = "https://kivuko.example/schemas/";
    private static final String FILE = "alerts.v1.json";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(id ->
                    id.startsWith(BASE) ? file(id.substring(BASE.length())).toString() : null));

    private AlertsSchema() {}

    static List<Error> errors(JsonNode instance) {
        return REGISTRY.getSchema(SchemaLocation.of(BASE + FILE))
                .validate(instance, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    /** The words that a member of a notice may have. */
    static List<String> words(String member) {
        JsonNode words = file(FILE).at("/$defs/notice/properties/" + member + "/enum");
        return StreamSupport.stream(words.spliterator(), false)
                .map(JsonNode::textValue)
                .toList();
    }

    /** How many notices a call has at most. */
    static int most() {
        return file(FILE).at("/properties/data/properties/notices/maxItems").intValue();
    }

    private static JsonNode file(String name) {
        try (InputStream in = MessageJson.class.getResourceAsStream("/schemas/" + name)) {
            return MessageJson.tree(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
