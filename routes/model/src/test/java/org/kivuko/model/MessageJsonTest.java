package org.kivuko.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageJsonTest {
    static List<String> examples() {
        return Examples.names().stream().filter(Examples::isPosted).toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_as_posted_is_read(String name) {
        // When
        Reading<Message> reading = MessageJson.read(MessageJson.write(Examples.tree(name)));

        // Then
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
    }

    @Test
    void faults_of_a_replacement_stand_at_their_own_place() {
        // Given
        ObjectNode event = Examples.tree("correction-flow");

        // When
        ((ObjectNode) data(event).get("replacement")).put("reporter", "KEN.XXX").put("unknownMember", 1);

        // Then
        assertThat(faults(event))
                .extracting(Fault::pointer)
                .containsExactly("/data/replacement/reporter", "/data/replacement/unknownMember");
    }

    @ParameterizedTest
    @ValueSource(strings = {"grant", "ask"})
    void what_opens_a_way_says_to_whom_and_a_grant_until_when(String act) {
        // Given
        ObjectNode event = Examples.tree("consent-withdraw");

        // When
        data(event).put("act", act);

        // Then
        assertThat(faults(event))
                .extracting(Fault::pointer)
                .isEqualTo(
                        act.equals("grant") ? List.of("/data/recipients", "/data/until") : List.of("/data/recipients"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "PT0H", "P1Y", "PT5S", "P1DT1H", "PT1.5H", "-P1D", "P1000D", "p1d"})
    void a_clock_runs_for_whole_days_hours_or_minutes(String within) {
        // Given
        ObjectNode event = Examples.tree("request-identity");

        // When
        data(event).put("within", within);

        // Then
        assertThat(faults(event)).extracting(Fault::pointer).containsExactly("/data/within");
    }

    @Test
    void all_faults_come_at_once_and_sorted() {
        // Given
        ObjectNode event = Examples.tree("alert-document-stolen");

        // When
        event.remove("purpose");
        event.put("specversion", "0.3");
        person(event).put("sex", "female").put("shoeSize", 43);
        data(event).put("urgency", "soon");

        // Then
        assertThat(faults(event))
                .extracting(Fault::pointer)
                .containsExactly(
                        "/data/subject/person/sex",
                        "/data/subject/person/shoeSize",
                        "/data/urgency",
                        "/purpose",
                        "/specversion");
    }

    @Test
    void no_fault_shows_what_the_message_says() {
        // Given
        List<String> secrets = List.of("CANARYONE", "CANARY TWO", "C-3", "canary@example", "canary.five");
        ObjectNode event = Examples.tree("alert-document-stolen");

        // When
        person(event)
                .put("sex", secrets.get(0))
                .put("nationality", secrets.get(0))
                .put("dateOfBirth", secrets.get(2))
                .put(secrets.get(1), 1)
                .put(secrets.get(3), 1);
        event.put("to", secrets.get(1)).put("id", secrets.get(3)).put("time", secrets.get(4));
        data(event).putArray("category").add(secrets.get(0));
        data(event).putObject("cap").put(secrets.get(1), 1).putObject("note").put(secrets.get(3), 1);

        // Then
        assertThat(faults(event)).hasSizeGreaterThan(8).allSatisfy(fault -> assertThat(fault.toString())
                .doesNotContain(secrets));
    }

    @Test
    void an_alert_without_expires_gets_the_code_of_its_cap_rule() {
        // Given
        ObjectNode event = Examples.tree("alert-referral");

        // When
        event.remove("expires");

        // Then
        assertThat(faults(event)).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo(Code.CAP_13);
            assertThat(fault.pointer()).isEqualTo("/expires");
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void expires_must_come_after_time(String name) {
        // Given
        ObjectNode event = Examples.tree(name);

        // When
        event.put("expires", event.get("time").textValue());

        // Then
        assertThat(faults(event)).extracting(Fault::pointer).containsExactly("/expires");
    }

    @Test
    void a_referral_names_no_person() {
        // Given
        ObjectNode event = Examples.tree("alert-referral");

        // When
        ((ObjectNode) data(event).get("subject")).putObject("person").put("minor", true);

        // Then
        assertThat(faults(event)).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo(Code.SCHEMA_VIOLATION);
            assertThat(fault.pointer()).isEqualTo("/data/subject/person");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cancel", "Ack", "Error"})
    void what_refers_needs_references_and_states_no_case(String msgType) {
        // Given
        ObjectNode event = Examples.tree("alert-cancel");

        // When
        data(event).put("msgType", msgType);
        boolean whole = faults(event).isEmpty();
        data(event).putArray("references");

        // Then
        assertThat(whole).isTrue();
        assertThat(faults(event)).extracting(Fault::pointer).containsExactly("/data/references");
    }

    @Test
    void attribute_and_data_name_the_same_post_and_reporter() {
        // Given
        ObjectNode event = Examples.tree("flow-report-month");

        // When
        event.put("post", "KEN-MALABA");
        data(event).put("reporter", "KEN.KRA");

        // Then
        assertThat(faults(event)).extracting(Fault::pointer).containsExactly("/data/post", "/data/reporter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kivuko.receipt.v1", "kivuko.void.v1", "kivuko.notice.v1", "kivuko.alert.v2", "alert"})
    void agencies_send_the_types_of_agencies_alone(String type) {
        // Given
        ObjectNode event = Examples.tree("alert-referral");

        // When
        event.put("type", type);

        // Then
        assertThat(faults(event)).extracting(Fault::pointer).contains("/type");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "agreement",
                "ruling",
                "lane",
                "linknumber",
                "linkepoch",
                "retainuntil",
                "onward",
                "ackby",
                "dataschema"
            })
    void attributes_of_the_hub_are_unknown_at_the_door(String attribute) {
        // Given
        ObjectNode event = Examples.tree("alert-referral");

        // When
        event.put(attribute, "1");

        // Then
        assertThat(faults(event)).extracting(Fault::pointer).containsExactly("/" + attribute);
    }

    static Stream<String> addresses() {
        return Stream.of(
                "UGA.DCIC",
                "UGA",
                "UGA:immigration",
                "UGA:child-protection",
                "post:KEN-BUSIA/UGA-BUSIA",
                "committee:ETH-NEPRUMUS/unknown",
                "*");
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void every_form_of_address_is_read_and_written_alike(String address) {
        // Given
        ObjectNode event = Examples.tree("alert-referral");

        // When
        event.put("to", address);

        // Then
        assertThat(Examples.accepted(MessageJson.read(MessageJson.write(event)))
                        .envelope()
                        .to())
                .singleElement()
                .hasToString(address);
    }

    @Test
    void a_role_that_nobody_could_have_names_nobody() {
        // Given
        ObjectNode event = Examples.tree("alert-referral");

        // When
        event.put("to", "UGA:wizards");

        // Then
        assertThat(faults(event)).singleElement().satisfies(fault -> assertThat(fault.code())
                .isEqualTo(Code.UNKNOWN_ADDRESS));
    }

    @Test
    void an_event_built_in_memory_must_be_i_json_too() {
        // Given
        ObjectNode event = Examples.tree("alert-cancel");

        // When
        ((ObjectNode) data(event).at("/texts/0")).put("description", "\uD800");

        // Then
        assertThat(((Reading.Refused<Message>) MessageJson.read(event, 1_000)).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(Code.UNREADABLE));
    }

    @Test
    void what_is_not_an_object_is_refused_for_its_form() {
        assertThat(((Reading.Refused<Message>) MessageJson.read("[]".getBytes(UTF_8))).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(Code.SCHEMA_VIOLATION));
    }

    @Test
    void the_list_of_faults_is_bounded() {
        // Given
        ObjectNode event = Examples.tree("flow-report-day");

        // When
        ArrayNode cells = data(event).putArray("cells");
        for (int i = 0; i < 5_000; i++) {
            cells.addObject();
        }

        // Then
        assertThat(faults(event)).hasSize(501);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void nothing_of_a_traveller_shows_in_the_words_of_a_message(String name) {
        // Given
        Message message = Examples.message(name);
        List<String> identity = Stream.of("surname", "givenNames", "dateOfBirth", "docNumber", "number", "registration")
                .flatMap(member -> message.json().findValuesAsText(member).stream())
                .toList();

        // Then
        assertThat(message + " " + message.payload())
                .satisfies(words -> assertThat(identity).noneMatch(words::contains));
    }

    private static ObjectNode data(ObjectNode event) {
        return (ObjectNode) event.get("data");
    }

    private static ObjectNode person(ObjectNode event) {
        return (ObjectNode) event.at("/data/subject/person");
    }

    private static List<Fault> faults(ObjectNode event) {
        return MessageJson.read(MessageJson.write(event)) instanceof Reading.Refused<Message> refused
                ? refused.faults()
                : List.of();
    }
}
