package org.kivuko.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The schemas, and what they say of an instance as JSON pointers in the manner of {@link Fault}: a member that is missing or
 * unknown is named by the pointer it has or would have.
 */
final class Schemas {
    private static final String BASE = "https://kivuko.example/schemas/";
    private static final Set<String> NAME_A_MEMBER = Set.of("required", "additionalProperties", "dependentRequired");

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemas(id -> id.startsWith(BASE)
                    ? Examples.json(id.substring(BASE.length())).toString()
                    : null));

    private Schemas() {}

    static Schema schema(String file) {
        return REGISTRY.getSchema(SchemaLocation.of(BASE + file));
    }

    /** The file of the schema that an example follows. */
    static String fileFor(String example, JsonNode tree) {
        String type = tree.get("type").textValue().substring("kivuko.".length());
        return example.startsWith("delivered-") ? type + ".delivered.json" : type + ".json";
    }

    static Set<String> pointers(String file, JsonNode instance) {
        Set<String> pointers = new TreeSet<>();
        errors(file, instance).forEach(error -> pointers.add(pointer(error)));
        return pointers;
    }

    static List<Error> errors(String file, JsonNode instance) {
        return schema(file)
                .validate(instance, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static String pointer(Error error) {
        NodePath at = error.getInstanceLocation();
        String pointer = at.getNameCount() == 0 ? "" : at.toString();
        if (!NAME_A_MEMBER.contains(error.getKeyword())) {
            return pointer;
        }
        String member = error.getKeyword().equals("dependentRequired")
                ? String.valueOf(error.getArguments()[0])
                : error.getProperty();
        return pointer + "/" + member;
    }
}
