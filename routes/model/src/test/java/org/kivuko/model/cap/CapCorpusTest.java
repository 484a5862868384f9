package org.kivuko.model.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Reading;

/** Alerts of real producers. */
class CapCorpusTest {
    private static final List<String> SCHEMAS = List.of("schema/CAP-v1.2.xsd", "google-cap-library/schema/cap12.xsd");

    /** What a producer's own alert lacks by the rules, though its schema allows it. */
    private static final String NO_EXPIRY = "google-cap-library/examples/43b080713727.cap.xml";

    private static final String NO_REFERENCES = "google-cap-library/testdata/canada_errors.cap.xml";

    /** What real alerts of CAP 1.1 lack by the rules. */
    private static final Map<String, List<String>> LACKS = Map.of(
            "google-cap-library/testdata/no_optional_fields.cap.xml", List.of("/data/cap/info CAP_12"),
            "google-cap-library/testdata/noaa_errors.cap.xml",
                    List.of(
                            "/data/certainty SCHEMA_VIOLATION",
                            "/data/references CAP_07",
                            "/data/severity SCHEMA_VIOLATION",
                            "/data/urgency SCHEMA_VIOLATION"));

    static Stream<Corpora.Sample> valid() {
        return Corpora.caps().stream().filter(Corpora.Sample::isValidCap12).filter(sample -> !sample.file()
                .equals(NO_REFERENCES));
    }

    static Stream<Corpora.Sample> withExpiry() {
        return valid().filter(sample -> !sample.file().equals(NO_EXPIRY));
    }

    static Stream<Corpora.Sample> others() {
        return Corpora.caps().stream().filter(sample -> !sample.isValidCap12()).filter(sample -> !isCap11(sample));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void a_real_alert_comes_out_with_the_same_elements(Corpora.Sample sample) throws Exception {
        // Given
        Reading<ObjectNode> reading = CapReader.read(sample.bytes(), Caps.SENDER, Caps.query(true));

        // When
        byte[] written = CapWriter.write(delivered(((Reading.Accepted<ObjectNode>) reading).value()));

        // Then
        assertThat(Caps.elements(written)).isEqualTo(Caps.elements(sample.bytes()));
        for (String schema : SCHEMAS) {
            assertThatCode(() -> schema(schema).newValidator().validate(source(written)))
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("withExpiry")
    void a_real_alert_is_a_message(Corpora.Sample sample) {
        // When
        var reading = CapReader.message(sample.bytes(), Caps.SENDER, Caps.query(true));

        // Then
        assertThat(Caps.places(reading)).isEmpty();
        assertThat(Caps.event(reading).path("data").path("alertType").asText()).isEqualTo("PUBLIC-WARNING");
    }

    private static boolean isCap11(Corpora.Sample sample) {
        return sample.root().equals("alert") && sample.version().equals("1.1");
    }

    static Stream<Corpora.Sample> old() {
        return Corpora.caps().stream().filter(CapCorpusTest::isCap11);
    }

    @ParameterizedTest
    @MethodSource("old")
    void a_real_alert_of_CAP_1_1_is_read_and_written_as_1_2(Corpora.Sample sample) throws Exception {
        // Given
        Reading<ObjectNode> reading = CapReader.read(sample.bytes(), Caps.SENDER, Caps.query(true));

        // Then
        assertThat(Caps.places(reading)).as(sample.file()).isEqualTo(LACKS.getOrDefault(sample.file(), List.of()));
        if (reading instanceof Reading.Accepted<ObjectNode> accepted) {
            byte[] written = CapWriter.write(delivered(accepted.value()));
            schema(SCHEMAS.get(0)).newValidator().validate(source(written));
        }
    }

    @Test
    void a_real_alert_that_never_expires_is_refused_for_that_alone() {
        assertThat(Caps.places(CapReader.message(Corpora.bytes(NO_EXPIRY), Caps.SENDER, Caps.query())))
                .containsExactly("/expires CAP_13");
    }

    @Test
    void a_real_update_without_references_is_refused_for_that_alone() {
        assertThat(Caps.places(CapReader.message(Corpora.bytes(NO_REFERENCES), Caps.SENDER, Caps.query())))
                .containsExactly("/data/references CAP_07", "/data/references CAP_09");
    }

    @Test
    void markup_in_a_real_alert_is_a_warning() {
        // When
        var reading = CapReader.message(
                Corpora.bytes("google-cap-library/testdata/australia.cap.xml"), Caps.SENDER, Caps.query());

        // Then
        assertThat(((Reading.Accepted<?>) reading).warnings())
                .extracting(Fault::pointer, Fault::code)
                .contains(Tuple.tuple("/data/cap/info/0/description", Code.CAP_18));
    }

    @ParameterizedTest
    @MethodSource("others")
    void what_is_no_valid_alert_of_CAP_1_2_is_refused(Corpora.Sample sample) {
        // When
        var faults = Caps.faults(CapReader.message(sample.bytes(), Caps.SENDER, Caps.query(true)));

        // Then
        boolean alert = sample.root().equals("alert") && sample.version().equals("1.2");
        Code reason = alert && sample.xsd().equals("invalid") ? Code.SCHEMA_VIOLATION : Code.CAP_19;
        assertThat(faults).extracting(Fault::code).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "UTF-8", "UTF-16"})
    void the_encoding_is_the_declared_one(String encoding) throws Exception {
        // Given
        String xml = "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>\n" + Caps.alert("Busia", "Usulután");

        // When
        var reading = CapReader.message(xml.getBytes(encoding), Caps.SENDER, Caps.query());

        // Then
        assertThat(Caps.event(reading).at("/data/areas/0/name").asText()).isEqualTo("Usulután");
    }

    /** As an agreement delivers it that keeps everything. */
    private static ObjectNode delivered(ObjectNode event) {
        return event.deepCopy()
                .put("to", "UGA.DCIC")
                .put("handling", "H0")
                .put("agreement", "KEN-UGA.osbp@3")
                .put("lane", "urgent");
    }

    private static Schema schema(String file) throws Exception {
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(Corpora.folder().resolve(file).toFile());
    }

    private static StreamSource source(byte[] xml) {
        return new StreamSource(new ByteArrayInputStream(xml));
    }
}
