package org.kivuko.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.exchange.Reader;
import org.kivuko.exchange.format.Beside;
import org.kivuko.model.AgencyId;
import org.kivuko.model.Fault;
import org.kivuko.model.Message;
import org.kivuko.model.MessageChecks;
import org.kivuko.model.Reading;

/**
 * Whatever stands in a message and is no text for people takes no hostile character anywhere. Every door reads with this reader.
 * Seen to fail with an id that may be of any letters.
 */
class HostileIdentifiersTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path EXAMPLES =
            Path.of(System.getProperty("kivuko.root", "../.."), "config", "schemas", "examples");
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final AgencyId SENDER = AgencyId.of("KEN.DIS");

    /** The whole of another document, which is a text. */
    private static final String CARRIED = "cap";

    /** Texts for people and marks on things, as they are written: compared without case, marks and what nobody sees, shown inert. */
    private static final Set<String> TEXTS = Set.of(
            "capSender",
            "case",
            "circles",
            "colour",
            "container",
            "contact",
            "description",
            "digest",
            "docNumber",
            "event",
            "givenNames",
            "goods",
            "headline",
            "incidents",
            "instruction",
            "kind",
            "make",
            "maker",
            "mimeType",
            "model",
            "name",
            "note",
            "number",
            "polygons",
            "reference",
            "registration",
            "resourceDesc",
            "scope",
            "senderName",
            "serial",
            "surname",
            "unit",
            "uri",
            "value",
            "valueName",
            "vehicleRegistration",
            "vin");

    /** What is refused everywhere. */
    private static final List<String> NOWHERE =
            List.of("\0", "\u0001", "\u001b", "\u007f", "\ud800", "\udc00", "\uffff");

    static Stream<String> posted() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") && isTaken(name))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("posted")
    void takesNoHostileCharacterInAnIdentifier(String example) {
        // When
        var striking = new Striking(tree(example));
        striking.at(striking.message, "");

        // Then
        assertThat(striking.passed).isEmpty();
    }

    /** One message, struck at every text in it. */
    private static final class Striking {
        private final ObjectNode message;
        private final List<Fault> before;
        private final Set<String> passed = new TreeSet<>();

        private Striking(ObjectNode message) {
            this.message = message;
            this.before = faults(message);
        }

        private void at(JsonNode node, String name) {
            if (name.equals(CARRIED)) {
                return;
            }
            if (node instanceof ObjectNode object) {
                for (var member : List.copyOf(object.properties())) {
                    at(member.getValue(), member.getKey(), value -> object.set(member.getKey(), value));
                }
            } else if (node instanceof ArrayNode list) {
                for (int i = 0; i < list.size(); i++) {
                    int place = i;
                    at(list.get(i), name, value -> list.set(place, value));
                }
            }
        }

        private void at(JsonNode value, String name, Consumer<JsonNode> setter) {
            if (!value.isTextual()) {
                at(value, name);
                return;
            }
            variants(name, value.asText()).forEach(hostile -> {
                setter.accept(TextNode.valueOf(hostile));
                note(name, hostile);
            });
            setter.accept(value);
        }

        private void note(String member, String hostile) {
            List<Fault> faults = faults(message);
            if (faults.equals(before)) {
                passed.add(member + ": " + HostileText.shown(hostile));
            }
            if (faults.stream().anyMatch(fault -> fault.detail().contains(hostile))) {
                passed.add(member + ": quoted " + HostileText.shown(hostile));
            }
        }
    }

    private static Stream<String> variants(String member, String text) {
        return TEXTS.contains(member) ? NOWHERE.stream().map(part -> text + part) : HostileText.inside(text);
    }

    private static boolean isTaken(String example) {
        return read(tree(example)) instanceof Reading.Accepted<Message>;
    }

    private static Reading<Message> read(ObjectNode message) {
        return new Reader().read(bytes(message), "application/cloudevents+json", SENDER, Beside.nothing());
    }

    /** Of its form, and of its meaning where the form is good. */
    private static List<Fault> faults(ObjectNode message) {
        return read(message) instanceof Reading.Accepted<Message> taken
                ? MessageChecks.check(taken.value(), SmallWorld.directory(), NOW)
                : ((Reading.Refused<Message>) read(message)).faults();
    }

    private static ObjectNode tree(String example) {
        try {
            return (ObjectNode) MAPPER.readTree(EXAMPLES.resolve(example).toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A surrogate alone goes as an escape, as a sender would have to write it. */
    private static byte[] bytes(ObjectNode message) {
        return message.toString()
                .chars()
                .mapToObj(unit -> Character.isSurrogate((char) unit)
                        ? String.format("\\u%04x", unit)
                        : String.valueOf((char) unit))
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
    }
}
