package org.kivuko.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The examples beside the schemas, as a reader of the schemas finds them. */
final class Examples {
    static final Path SCHEMAS = Path.of(System.getProperty("kivuko.root", "../.."), "config", "schemas");

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Examples() {}

    /** The names of all examples, without the ending. */
    static List<String> names() {
        try (Stream<Path> files = Files.list(SCHEMAS.resolve("examples"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Whether an agency posts it: the others come from the hub. */
    static boolean isPosted(String name) {
        return Arrays.stream(MessageType.values())
                .filter(MessageType::fromAgencies)
                .anyMatch(type -> name.startsWith(type.shortName() + "-"));
    }

    /** A fresh tree of an example. */
    static ObjectNode tree(String name) {
        return (ObjectNode) json("examples/" + name + ".json");
    }

    /** The message of a reading that must not have failed. */
    static Message accepted(Reading<Message> reading) {
        if (reading instanceof Reading.Accepted<Message> accepted) {
            return accepted.value();
        }
        throw new AssertionError(reading);
    }

    static Message message(String name) {
        return accepted(MessageJson.read(MessageJson.write(tree(name))));
    }

    static JsonNode json(String file) {
        try {
            return MAPPER.readTree(SCHEMAS.resolve(file).toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
