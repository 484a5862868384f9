package org.kivuko.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageChecksTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Directory DIRECTORY = directory(
            "KEN.DIS KEN.KRA UGA.URA UGA.DCIC SOM.NCRI ETH.EFP ETH.ICS SSD.DNPI",
            "KEN-BUSIA/UGA-BUSIA KEN-MALABA/UGA-MALABA SOM-DHOBLEY/KEN-LIBOI ETH-METEMA/SDN-GALLABAT "
                    + "ETH-MOYALE/KEN-MOYALE SSD-NIMULE/UGA-ELEGU");

    static List<String> examples() {
        return MessageJsonTest.examples();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_means_something(String name) {
        // Given
        Message message = Examples.message(name);

        // Then
        assertThat(MessageChecks.check(
                        message, DIRECTORY, message.envelope().time().toInstant()))
                .isEmpty();
    }

    @Test
    void a_clock_may_run_five_minutes_ahead_and_no_more() {
        // Given
        Message message = Examples.message("alert-referral");
        Instant time = message.envelope().time().toInstant();

        // Then
        assertThat(MessageChecks.check(message, DIRECTORY, time.minus(Duration.ofMinutes(5))))
                .isEmpty();
        assertThat(MessageChecks.check(message, DIRECTORY, time.minus(Duration.ofSeconds(301))))
                .containsExactly(
                        new Fault("/time", Code.SCHEMA_VIOLATION, "expected an instant at most 5 minutes ahead"));
    }

    @Test
    void a_message_is_expired_from_the_instant_it_names() {
        // Given
        Message message = Examples.message("alert-referral");
        Instant expires = message.envelope().expires().orElseThrow().toInstant();

        // Then
        assertThat(MessageChecks.check(message, DIRECTORY, expires.minusMillis(1)))
                .isEmpty();
        assertThat(MessageChecks.check(message, DIRECTORY, expires))
                .singleElement()
                .satisfies(fault -> assertThat(fault.code()).isEqualTo(Code.EXPIRED));
    }

    @Test
    void sender_and_posts_must_be_known() {
        // Given
        Message message = Examples.message("alert-document-stolen");

        // When
        List<Fault> faults = MessageChecks.check(message, directory("", ""), NOW);

        // Then
        assertThat(faults)
                .extracting(Fault::pointer, fault -> fault.code().name())
                .containsExactlyInAnyOrder(
                        tuple("/source", "NOT_SENDER"),
                        tuple("/post", "SCHEMA_VIOLATION"),
                        tuple("/data/areas/0/post", "SCHEMA_VIOLATION"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flow-report-month", "crossing-record-entry"})
    void a_state_reports_on_its_own_side_alone(String name) {
        // Given
        ObjectNode event = Examples.tree(name);

        // When
        event.put("post", "UGA-BUSIA");
        ((ObjectNode) event.get("data")).put("post", "UGA-BUSIA");

        // Then
        assertThat(check(event)).extracting(Fault::pointer).containsExactly("/data/post");
    }

    @ParameterizedTest
    @CsvSource({
        "docNumber, ab123456, MRZ_01",
        "docNumber, AB-123456, MRZ_01",
        "docNumber, AB 123456, MRZ_01",
        "docNumber, <<<, MRZ_01",
        "docNumber, A234567890123456789012Z, MRZ_01",
        "nationality, ZZZ, MRZ_02",
        "docIssuer, UTO, MRZ_02",
        "docType, PQ, MRZ_03",
        "docType, IV, MRZ_03",
        "docType, passport, MRZ_03",
        "surname, 12, MRZ_04",
        "givenNames, --, MRZ_04",
        "dateOfBirth, 2001-02-29, MRZ_05",
        "dateOfBirth, 2001-13, MRZ_05",
        "docExpiry, 2027-11-31, MRZ_05"
    })
    void what_no_document_can_carry_is_refused_with_its_number(String member, String value, Code code) {
        // Given
        ObjectNode event = Examples.tree("crossing-record-entry");

        // When
        ((ObjectNode) event.get("data")).put(member, value);

        // Then
        assertThat(check(event)).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo(code);
            assertThat(fault.pointer()).isEqualTo("/data/" + member);
            assertThat(fault.detail()).doesNotContain(value);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "docNumber, L898902C<3",
        "nationality, D",
        "nationality, XXB",
        "docIssuer, UNO",
        "docType, P",
        "docType, PU",
        "docType, ID",
        "docType, XA",
        "surname, Ó Cinnéide",
        "givenNames, ካሳሁን",
        "dateOfBirth, 2000-02-29",
        "dateOfBirth, 1999"
    })
    void what_documents_do_carry_is_taken(String member, String value) {
        // Given
        ObjectNode event = Examples.tree("crossing-record-entry");

        // When
        ((ObjectNode) event.get("data")).put(member, value);

        // Then
        assertThat(check(event)).isEmpty();
    }

    @Test
    void the_subject_of_an_alert_is_checked_in_the_same_way() {
        // Given
        ObjectNode event = Examples.tree("alert-document-stolen");
        ObjectNode subject = (ObjectNode) event.at("/data/subject");

        // When
        subject.putObject("vehicle").put("country", "ZZZ");
        ((ObjectNode) subject.get("document"))
                .put("number", "?")
                .put("type", "?")
                .put("issuer", "Q")
                .put("expiry", "2026-02-30");
        ((ObjectNode) subject.get("person"))
                .put("surname", "?")
                .put("nationality", "QQ")
                .put("dateOfBirth", "2026-02-30");

        // Then
        assertThat(check(event))
                .extracting(Fault::code)
                .containsExactlyInAnyOrder(
                        Code.MRZ_01,
                        Code.MRZ_02,
                        Code.MRZ_02,
                        Code.MRZ_02,
                        Code.MRZ_03,
                        Code.MRZ_04,
                        Code.MRZ_05,
                        Code.MRZ_05);
    }

    @Test
    void a_crossing_lies_in_the_past() {
        // Given
        ObjectNode event = Examples.tree("crossing-record-entry");

        // When
        ((ObjectNode) event.get("data")).put("crossedAt", "2026-11-23T12:06:00Z");

        // Then
        assertThat(check(event)).extracting(Fault::pointer).containsExactly("/data/crossedAt");
    }

    private static List<Fault> check(ObjectNode event) {
        return MessageChecks.check(Examples.accepted(MessageJson.read(MessageJson.write(event))), DIRECTORY, NOW);
    }

    @Test
    void consent_names_states_and_agencies_that_are_known_and_a_grant_ends_later() {
        // Given
        ObjectNode event = Examples.tree("consent-grant");
        ((ObjectNode) event.get("data"))
                .put("until", "2026-11-01T00:00:00Z")
                .putArray("recipients")
                .add("TZA");

        // When
        Message message = Examples.accepted(MessageJson.read(MessageJson.write(event)));

        // Then
        assertThat(MessageChecks.check(
                        message, DIRECTORY, message.envelope().time().toInstant()))
                .extracting(Fault::pointer, Fault::code)
                .containsExactlyInAnyOrder(
                        tuple("/data/recipients/0", Code.UNKNOWN_ADDRESS), tuple("/data/until", Code.SCHEMA_VIOLATION));
    }

    @Test
    void a_replacement_must_mean_something_too() {
        // Given
        ObjectNode event = Examples.tree("correction-alert");
        ((ObjectNode) event.at("/data/replacement/subject/document")).put("number", "a b");

        // When
        Message message = Examples.accepted(MessageJson.read(MessageJson.write(event)));

        // Then
        assertThat(MessageChecks.check(
                        message, DIRECTORY, message.envelope().time().toInstant()))
                .extracting(Fault::pointer, Fault::code)
                .containsExactly(tuple("/data/replacement/subject/document/number", Code.MRZ_01));
    }

    static Directory directory(String agencies, String crossings) {
        return new Directory(
                words(agencies).map(AgencyId::of).collect(Collectors.groupingBy(AgencyId::state)).entrySet().stream()
                        .map(state -> new Directory.State(
                                state.getKey(),
                                state.getKey(),
                                Optional.empty(),
                                state.getValue().stream()
                                        .map(id -> new Directory.Agency(id, id.shortName(), Set.of(), false))
                                        .toList()))
                        .toList(),
                words(crossings)
                        .map(id -> new Directory.Crossing(
                                id,
                                id,
                                false,
                                false,
                                List.of(),
                                Arrays.stream(id.split("/", -1))
                                        .map(post -> new Directory.Side(
                                                post,
                                                post.substring(0, 3),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                List.of()))
                                        .toList()))
                        .toList());
    }

    private static Stream<String> words(String text) {
        return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty());
    }
}
