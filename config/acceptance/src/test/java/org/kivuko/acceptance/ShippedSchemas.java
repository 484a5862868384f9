package org.kivuko.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the schemas in {@code config/schemas} say of a message as it came. */
final class ShippedSchemas {
    private static final String BASE = "https://kivuko.example/schemas/";
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(id -> id.startsWith(BASE) ? schema(id.substring(BASE.length())) : null));

    private ShippedSchemas() {}

    /** @param file such as {@code notice.v1.json} */
    static List<Error> errors(String file, JsonNode message) {
        return SCHEMAS.getSchema(SchemaLocation.of(BASE + file))
                .validate(message, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static String schema(String name) {
        try {
            return Files.readString(TestHub.shippedConfiguration().resolve(Path.of("schemas", name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
