package org.kivuko.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFilesTest {
    private static final Set<String> ADDED_BY_THE_HUB =
            Set.of("/agreement", "/ruling", "/lane", "/linknumber", "/linkepoch", "/onward", "/retainuntil", "/ackby");

    static List<String> schemas() throws IOException {
        try (Stream<Path> files = Files.list(Examples.SCHEMAS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .toList();
        }
    }

    static Stream<String> postedTypes() {
        return Arrays.stream(MessageType.values())
                .filter(MessageType::fromAgencies)
                .map(MessageType::shortName);
    }

    static Stream<Arguments> lists() {
        return Stream.of(
                Arguments.of("purpose", Purpose.class),
                Arguments.of("status", Status.class),
                Arguments.of("handling", Handling.class),
                Arguments.of("msgType", MsgType.class),
                Arguments.of("alertType", AlertType.class),
                Arguments.of("category", Category.class),
                Arguments.of("urgency", Urgency.class),
                Arguments.of("severity", Severity.class),
                Arguments.of("certainty", Certainty.class),
                Arguments.of("responseType", ResponseType.class),
                Arguments.of("protection", ProtectionStatus.class),
                Arguments.of("sex", Sex.class),
                Arguments.of("direction", Direction.class),
                Arguments.of("outcome", CrossingOutcome.class),
                Arguments.of("lane", Lane.class),
                Arguments.of("question", Request.Question.class),
                Arguments.of("result", Reply.Result.class),
                Arguments.of("action", Reply.Action.class),
                Arguments.of("changeReason", ChangeReason.class),
                Arguments.of("consentAct", Consent.Act.class));
    }

    @ParameterizedTest
    @MethodSource("lists")
    void closed_lists_have_the_same_words_in_schema_and_program(String name, Class<? extends Coded> list) {
        // Given
        JsonNode words = Examples.json("common.v1.json").at("/$defs/" + name + "/enum");

        // Then
        assertThat(StreamSupport.stream(words.spliterator(), false).map(JsonNode::textValue))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(list.getEnumConstants()).map(Coded::code).toList());
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void every_object_in_a_schema_is_closed(String file) {
        // Given
        List<String> open = new ArrayList<>();

        // When
        findOpen(Examples.json(file), "", open);

        // Then
        assertThat(open).isEmpty();
    }

    /** An object with a list of members must not allow others. */
    private static void findOpen(JsonNode node, String place, List<String> open) {
        if (node.path("type").asText().equals("object") && !node.has("additionalProperties")) {
            open.add(place);
        }
        node.properties().forEach(member -> findOpen(member.getValue(), place + "/" + member.getKey(), open));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            findOpen(node.get(i), place + "/" + i, open);
        }
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void a_schema_is_named_after_its_file_and_part_of_the_program(String file) throws IOException {
        // Given
        byte[] written = Files.readAllBytes(Examples.SCHEMAS.resolve(file));

        // Then
        assertThat(Examples.json(file).get("$id").textValue()).isEqualTo("https://kivuko.example/schemas/" + file);
        try (InputStream inProgram = MessageJson.class.getResourceAsStream("/schemas/" + file)) {
            assertThat(inProgram.readAllBytes()).isEqualTo(written);
        }
    }

    @ParameterizedTest
    @MethodSource("postedTypes")
    void what_is_delivered_has_the_members_of_what_is_posted_and_those_of_the_hub(String type) {
        // Given
        Set<String> posted = members(Examples.json(type + ".v1.json"), "");
        posted.addAll(ADDED_BY_THE_HUB);

        // Then
        assertThat(members(Examples.json(type + ".v1.delivered.json"), "")).isEqualTo(posted);
    }

    private static Set<String> members(JsonNode schema, String place) {
        Set<String> members = new TreeSet<>();
        schema.path("properties").properties().forEach(member -> {
            members.add(place + "/" + member.getKey());
            members.addAll(members(member.getValue(), place + "/" + member.getKey()));
        });
        if (schema.has("items")) {
            members.addAll(members(schema.get("items"), place + "[]"));
        }
        return members;
    }

    @ParameterizedTest
    @MethodSource("postedTypes")
    void every_posted_example_can_be_delivered_whole(String type) {
        // Given
        List<String> names = Examples.names().stream()
                .filter(name -> name.startsWith(type + "-"))
                .toList();

        // Then
        assertThat(names).hasSizeGreaterThanOrEqualTo(3).allSatisfy(name -> {
            ObjectNode event = Examples.tree(name);
            event.put("to", "UGA.DCIC").put("agreement", "KEN-UGA.osbp@3").put("handling", "H0");
            event.put("ruling", "r1").put("lane", "bulk").put("linknumber", 1).put("linkepoch", "1");
            event.put("onward", "prohibited");
            assertThat(Schemas.errors(type + ".v1.delivered.json", event)).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "receipt",
                "void",
                "notice",
                "alerts",
                "delivered-alert",
                "delivered-flow",
                "delivered-crossing",
                "delivered-request",
                "delivered-reply",
                "delivered-recall",
                "delivered-correction",
                "delivered-consent"
            })
    void what_the_hub_sends_is_closed_too(String kind) {
        // Given
        List<String> names =
                Examples.names().stream().filter(name -> name.startsWith(kind)).toList();

        // Then
        assertThat(names).hasSizeGreaterThanOrEqualTo(3).allSatisfy(name -> {
            ObjectNode event = Examples.tree(name);
            event.put("unknownMember", 1);
            assertThat(Schemas.pointers(Schemas.fileFor(name, event), event)).containsExactly("/unknownMember");
        });
    }

    /** What an agency is told to be in force without ever having been handed it came by no link. */
    @Test
    void an_alert_has_a_number_and_its_epoch_or_neither() {
        // Given
        ObjectNode event = Examples.tree("delivered-alert-document-stolen");

        // When, Then
        event.remove("linknumber");
        assertThat(Schemas.pointers("alert.v1.delivered.json", event)).containsExactly("/linknumber");
        event.remove("linkepoch");
        assertThat(Schemas.pointers("alert.v1.delivered.json", event)).isEmpty();
        event.put("linknumber", 1);
        assertThat(Schemas.pointers("alert.v1.delivered.json", event)).containsExactly("/linkepoch");
    }

    @Test
    void what_a_rule_transforms_is_told_from_what_nobody_could_have_sent() {
        // Given
        ObjectNode event = Examples.tree("delivered-crossing-record-walker");
        ObjectNode data = (ObjectNode) event.get("data");

        // When
        data.put("nationality", "9f86d081884c7d659a2feaa0c55ad015");
        data.put("docIssuer", "***");
        data.put("sex", "neither");

        // Then
        assertThat(Schemas.pointers("crossing-record.v1.delivered.json", event)).containsExactly("/data/sex");
    }
}
