package org.kivuko.model.cap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.model.Message;
import org.kivuko.model.MessageJson;
import org.kivuko.model.MessageKey;
import org.kivuko.model.Reading;

/** A delivered alert as CAP. */
class CapWriterTest {
    private static final Path EXAMPLES =
            Path.of(System.getProperty("kivuko.root", "../.."), "config", "schemas", "examples");

    private static ObjectNode delivered() {
        return Caps.event(Caps.read(CapMappingTest.BORDER_ALERT, CapQuery.none()))
                .put("to", "UGA.DCIC")
                .put("handling", "H2")
                .put("agreement", "KEN-UGA.osbp@3");
    }

    private static String write(ObjectNode event) {
        return new String(CapWriter.write(event), StandardCharsets.UTF_8);
    }

    @Test
    void a_border_alert_comes_out_with_the_same_elements() throws Exception {
        assertThat(Caps.elements(CapWriter.write(delivered())))
                .isEqualTo(Caps.elements(CapMappingTest.BORDER_ALERT.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void the_addresses_are_those_of_the_delivery() {
        assertThat(write(delivered()))
                .contains("<addresses>UGA.DCIC</addresses>")
                .doesNotContain("UGA.UPF</addresses>");
    }

    @Test
    void the_handling_is_that_of_the_delivery() {
        assertThat(write(delivered().put("handling", "H3")))
                .contains("<code>H3</code>")
                .doesNotContain("<code>H2</code>");
    }

    @Test
    void a_restriction_names_agreement_handling_and_purpose_before_the_sender_s_words() {
        // Given
        ObjectNode event = delivered();
        event.withObject("/data/cap").put("scope", "Restricted").put("restriction", "for the desk alone");

        // Then
        assertThat(write(event))
                .contains("<restriction>KIVUKO agr=KEN-UGA.osbp@3;h=H2;p=trafficking for the desk alone</restriction>");
    }

    @Test
    void what_the_agreement_took_out_of_the_subject_is_not_written() {
        // Given
        ObjectNode event = delivered();
        event.withObject("/data/subject/person").remove(List.of("surname", "dateOfBirth"));

        // Then
        assertThat(write(event)).doesNotContain("Doe", "2015-06-04").contains("kivuko:subject.person.minor");
    }

    @Test
    void without_the_mirror_the_members_are_written() throws Exception {
        // Given
        ObjectNode event = delivered();
        event.withObject("/data").remove("cap");

        // When
        var elements = Caps.elements(CapWriter.write(event));

        // Then
        assertThat(elements)
                .contains(
                        "/alert/scope=Private",
                        "/alert/code=kivuko-cap-1.0",
                        "/alert/code=H2",
                        "/alert/code=B2",
                        "/alert/incidents=BUSIA-2026-114",
                        "/alert/info/language=fr",
                        "/alert/info/urgency=Immediate",
                        "/alert/info/expires=2026-11-30T09:30:00+01:00",
                        "/alert/info/area/geocode/value=KEN-BUSIA",
                        "/alert/info/area/altitude=3937.01")
                .anyMatch(line -> line.startsWith("/alert/references=ken.dis@posts.kivuko.example,a-0,"));
    }

    static List<Path> examples() throws IOException {
        try (var files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.getFileName().toString().startsWith("alert-"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void an_alert_that_was_posted_as_JSON_is_written_as_CAP_that_is_read_again(Path example) throws Exception {
        // Given
        var reading = MessageJson.read(Files.readAllBytes(example));
        var posted = Caps.event(reading);
        var source = ((Reading.Accepted<Message>) reading).value().key().source();

        // When
        byte[] xml = CapWriter.write(posted.deepCopy().put("to", "UGA.DCIC").put("agreement", "KEN-UGA.osbp@3"));
        var again = Caps.event(CapReader.message(xml, source, CapQuery.none()));

        // Then
        for (String member : List.of("msgType", "alertType", "references", "subject", "evaluation", "case")) {
            assertThat(again.path("data").path(member).toString())
                    .as(member)
                    .isEqualTo(posted.path("data").path(member).toString());
        }
        assertThat(again.path("purpose")).isEqualTo(posted.path("purpose"));
    }

    @Test
    void times_lose_fractions_and_Z() {
        assertThat(List.of("2026-11-23T07:00:00Z", "2026-11-23T07:00:00.75+03:00", "2026-11-23T07:00:00-00:00"))
                .map(CapRendering::time)
                .containsExactly("2026-11-23T07:00:00+00:00", "2026-11-23T07:00:00+03:00", "2026-11-23T07:00:00-00:00");
    }

    @Test
    void text_cannot_leave_its_element() throws Exception {
        // Given
        String hostile = "</description><scope>Public</scope> ]]> &amp; \r\n \"'";
        ObjectNode event = delivered();
        event.withObject("/data/cap").put("note", hostile);

        // Then
        assertThat(Caps.elements(CapWriter.write(event))).contains("/alert/note=" + hostile);
    }

    @Test
    void characters_that_XML_cannot_hold_become_the_replacement_character() {
        // Given
        ObjectNode event = delivered();
        event.withObject("/data/cap").put("note", "a\u0001b\uFFFEc");

        // Then
        assertThat(write(event)).contains("<note>a\uFFFDb\uFFFDc</note>");
    }

    @Test
    void triples_of_messages_that_the_recipient_never_got_are_withheld() {
        // Given
        ObjectNode data = delivered().withObject("/data");

        // When
        ObjectNode trimmed =
                CapReferences.without(Set.of(MessageKey.parse("UGA.DCIC/b-1").orElseThrow()), data);

        // Then
        assertThat(trimmed.at("/cap/references").asText())
                .contains("a-0", "c-1")
                .doesNotContain("b-1");
        assertThat(data.at("/cap/references").asText()).contains("b-1");
    }

    @Test
    void where_every_triple_is_withheld_no_references_stay() {
        // Given
        ObjectNode data = delivered().withObject("/data");
        var all = Stream.of("KEN.DIS/a-0", "UGA.DCIC/b-1", "UGA.UPF/c-1")
                .map(MessageKey::parse)
                .map(Optional::orElseThrow)
                .collect(Collectors.toSet());

        // When
        ObjectNode trimmed = CapReferences.without(all, data);

        // Then
        assertThat(trimmed.path("cap").has("references")).isFalse();
    }

    @Test
    void reading_again_what_was_written_gives_the_same_event() {
        // Given
        ObjectNode event = delivered();

        // When
        var again = Caps.event(CapReader.message(CapWriter.write(event), Caps.SENDER, CapQuery.none()));

        // Then
        assertThat(again.path("data").toString()).isEqualTo(event.path("data").toString());
    }
}
