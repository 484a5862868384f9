package org.kivuko.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas and the code say the same of every example and of everything that can be broken in it, at the same place. */
class SchemaAgreementTest {
    /**
     * What the code refuses and a schema cannot express.
     *
     * @param detail how the sentence begins
     */
    private record Beyond(Code code, Pattern pointer, String detail) {
        boolean covers(Fault fault) {
            return fault.code() == code
                    && pointer.matcher(fault.pointer()).matches()
                    && fault.detail().startsWith(detail);
        }
    }

    private static final List<Beyond> BEYOND_SCHEMA = List.of(
            new Beyond(Code.SCHEMA_VIOLATION, Pattern.compile("/expires"), "expected an instant after time"),
            new Beyond(Code.SCHEMA_VIOLATION, Pattern.compile("/data/(replacement/)?post"), "expected the same post"),
            new Beyond(
                    Code.SCHEMA_VIOLATION,
                    Pattern.compile("/data/(replacement/)?reporter"),
                    "expected the agency of source"),
            new Beyond(Code.UNKNOWN_ADDRESS, Pattern.compile("/to"), "an address names a role"),
            new Beyond(Code.CAP_16, Pattern.compile("/data/areas/\\d+/ceiling"), "the ceiling lies below"),
            new Beyond(Code.CAP_15, Pattern.compile("/data/areas/\\d+/polygons/\\d+"), "expected the last point"));

    static List<String> posted() {
        return Examples.names().stream().filter(Examples::isPosted).toList();
    }

    static List<String> all() {
        return Examples.names();
    }

    @ParameterizedTest
    @MethodSource("all")
    void every_example_follows_its_schema(String name) {
        // Given
        ObjectNode tree = Examples.tree(name);

        // Then
        assertThat(Schemas.errors(Schemas.fileFor(name, tree), tree)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("posted")
    void code_and_schema_refuse_the_same_mutations_at_the_same_places(String name) {
        // Given
        ObjectNode example = Examples.tree(name);
        String schema = Schemas.fileFor(name, example);
        List<String> differences = new ArrayList<>();
        int refused = 0;

        // When
        for (Mutations.Mutation mutation : Mutations.of(example)) {
            String type = mutation.tree().path("type").asText();
            if (!type.equals(example.get("type").textValue())) {
                continue;
            }
            Set<String> code = pointers(MessageJson.read(MessageJson.write(mutation.tree())));
            Set<String> schemas = Schemas.pointers(schema, mutation.tree());
            refused += code.isEmpty() ? 0 : 1;
            if (!code.equals(schemas)) {
                differences.add(mutation + ": code " + code + ", schema " + schemas);
            }
        }

        // Then
        assertThat(differences).isEmpty();
        assertThat(refused).as("mutations refused by both").isGreaterThan(300);
    }

    private static Set<String> pointers(Reading<Message> reading) {
        Set<String> pointers = new TreeSet<>();
        if (reading instanceof Reading.Refused<Message> refused) {
            refused.faults().stream()
                    .filter(fault -> BEYOND_SCHEMA.stream().noneMatch(rule -> rule.covers(fault)))
                    .forEach(fault -> pointers.add(fault.pointer()));
        }
        return pointers;
    }
}
