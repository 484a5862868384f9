package org.kivuko.model.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.model.cap.Caps.alert;
import static org.kivuko.model.cap.Caps.alertWith;
import static org.kivuko.model.cap.Caps.places;
import static org.kivuko.model.cap.Caps.read;

import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kivuko.model.Code;
import org.kivuko.model.Fault;
import org.kivuko.model.Reading;

/** Each rule of CAP broken alone, and once all at the same time. */
class CapRulesTest {
    private static final String RESOURCE =
            "<resource><resourceDesc>Map</resourceDesc><mimeType>image/png</mimeType>%s</resource>\n    <area>";
    private static final String PERSON =
            "<parameter><valueName>kivuko:subject.person.surname</valueName><value>Doe</value></parameter>\n    ";

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("01 identifier", alert(">a-1<", ">a 1<"), "/id CAP_01"),
                Arguments.of("01 sender", alert(">ken.dis@posts.example<", ">a,b<"), "/data/capSender CAP_01"),
                Arguments.of("02 UTC as Z", alert("2026-11-23T10:00:00+03:00", "2026-11-23T07:00:00Z"), "/time CAP_02"),
                Arguments.of("02 fraction", alert("10:00:00+03:00</sent>", "10:00:00.5+03:00</sent>"), "/time CAP_02"),
                Arguments.of("02 no such day", alert("2026-12-01", "2026-13-01"), "/expires CAP_02"),
                Arguments.of("02 space", alert("<sent>", "<sent> "), "/time CAP_02"),
                Arguments.of("03", alert(">Public<", ">Restricted<"), "/data/cap/scope CAP_03"),
                Arguments.of("04", alertWith("<restriction>for police</restriction>"), "/data/cap/scope CAP_04"),
                Arguments.of("05", alert(">Public<", ">Private<"), "/to CAP_05"),
                Arguments.of("06", alertWith("<addresses>\"UGA.DCIC</addresses>"), "/to CAP_06"),
                Arguments.of("07 pair", alertWith("<references>a@b,a-0</references>"), "/data/references CAP_07"),
                Arguments.of(
                        "07 time",
                        alertWith("<references>a@b,a-0,2026-11-22T10:00:00Z</references>"),
                        "/data/references CAP_07"),
                Arguments.of(
                        "08 itself",
                        alertWith("<references>ken.dis@posts.example,a-1,2026-11-23T10:00:00+03:00</references>"),
                        "/data/references CAP_08"),
                Arguments.of(
                        "08 later",
                        alertWith("<references>a@b,a-0,2026-11-23T07:00:01+00:00</references>"),
                        "/data/references CAP_08"),
                Arguments.of("09", alert(">Alert<", ">Cancel<"), "/data/references CAP_09"),
                Arguments.of("10", alert(">Actual<", ">Exercise<"), "/data/cap/note CAP_10"),
                Arguments.of("11 system", alert(">Actual<", ">System<"), "/status CAP_11"),
                Arguments.of("11 draft", alert(">Actual<", ">Draft<"), "/status CAP_11"),
                Arguments.of("13", alert("<expires>2026-12-01T10:00:00+03:00</expires>", ""), "/expires CAP_13"),
                Arguments.of(
                        "15 open polygon",
                        alert("</areaDesc>", "</areaDesc><polygon>0,0 0,1 1,1 1,0</polygon>"),
                        "/data/areas/0/polygons/0 CAP_15"),
                Arguments.of(
                        "15 crossing",
                        alert("</areaDesc>", "</areaDesc><polygon>0,0 1,1 0,1 1,0 0,0</polygon>"),
                        "/data/areas/0/polygons/0 CAP_15"),
                Arguments.of(
                        "15 circle",
                        alert("</areaDesc>", "</areaDesc><circle>36,181 5</circle>"),
                        "/data/areas/0/circles/0 CAP_15"),
                Arguments.of(
                        "16 alone",
                        alert("</areaDesc>", "</areaDesc><ceiling>10</ceiling>"),
                        "/data/areas/0/altitude CAP_16"),
                Arguments.of(
                        "16 below",
                        alert("</areaDesc>", "</areaDesc><altitude>11</altitude><ceiling>10</ceiling>"),
                        "/data/areas/0/ceiling CAP_16"),
                Arguments.of(
                        "17 relative",
                        alert("<area>", RESOURCE.formatted("<uri>map.png</uri>")),
                        "/data/resources/0/uri CAP_17"),
                Arguments.of(
                        "17 base64",
                        alert("<area>", RESOURCE.formatted("<derefUri>no base64!</derefUri>")),
                        "/data/cap/info/0/resource/0/derefUri CAP_17"),
                Arguments.of(
                        "17 digest",
                        alert("<area>", RESOURCE.formatted("<digest>12ab</digest>")),
                        "/data/cap/info/0/resource/0/digest CAP_17"),
                Arguments.of(
                        "17 embedded photograph of a person",
                        alert("<area>", PERSON + RESOURCE.formatted("<derefUri>aGVsbG8=</derefUri>")),
                        "/data/cap/info/0/resource/0/derefUri CAP_17"),
                Arguments.of("form, missing", alert("<scope>Public</scope>", ""), "/data/cap/scope SCHEMA_VIOLATION"),
                Arguments.of("form, word", alert(">Severe<", ">severe<"), "/data/severity SCHEMA_VIOLATION"),
                Arguments.of(
                        "form, twice", alertWith("<note>a</note><note>b</note>"), "/data/cap/note SCHEMA_VIOLATION"),
                Arguments.of(
                        "form, order", alertWith("<note>a</note><code>b</code>"), "/data/cap/code SCHEMA_VIOLATION"),
                Arguments.of("form, unknown", alertWith("<notes>a</notes>"), "/data/cap SCHEMA_VIOLATION"),
                Arguments.of("form, text", alertWith("words"), "/data/cap SCHEMA_VIOLATION"),
                Arguments.of(
                        "form, attribute", alert("<scope>", "<scope a=\"b\">"), "/data/cap/scope SCHEMA_VIOLATION"),
                Arguments.of(
                        "form, element in a text",
                        alert("Stolen passport", "<b>Stolen</b> passport"),
                        "/data/cap/info/0/event SCHEMA_VIOLATION"),
                Arguments.of(
                        "form, height",
                        alert("</areaDesc>", "</areaDesc><altitude>high</altitude>"),
                        "/data/cap/info/0/area/0/altitude SCHEMA_VIOLATION"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void a_broken_rule_is_named_with_its_place_and_nothing_else_is(String rule, String xml, String place) {
        assertThat(places(read(xml))).as(rule).containsExactly(place);
    }

    @Test
    void an_alert_needs_an_info_block() {
        assertThat(places(read(alert(Caps.info(), "")))).contains("/data/cap/info CAP_12");
    }

    @Test
    void every_broken_rule_is_named_at_once() {
        // Given
        String xml = alert(">a-1<", ">a 1<")
                .replace("+03:00</sent>", "Z</sent>")
                .replace(">Public<", ">Private<")
                .replace(">Alert<", ">Update<")
                .replace(">Actual<", ">Draft<")
                .replace("</areaDesc>", "</areaDesc><ceiling>10</ceiling>");

        // When
        List<String> places = places(read(xml));

        // Then
        assertThat(places)
                .containsExactly(
                        "/data/areas/0/altitude CAP_16",
                        "/data/references CAP_09",
                        "/id CAP_01",
                        "/status CAP_11",
                        "/time CAP_02",
                        "/to CAP_05");
    }

    @Test
    void a_blank_restriction_beside_scope_Public_says_nothing() {
        assertThat(places(read(alertWith("<restriction/><addresses/><note/><incidents/>"))))
                .isEmpty();
    }

    @Test
    void a_query_does_not_mend_what_the_document_lacks() {
        assertThat(places(read(alert(">Public<", ">Private<"), Caps.query()))).containsExactly("/to CAP_05");
    }

    @Test
    void languages_and_markup_are_warned_of_and_taken() {
        // Given
        String english =
                Caps.info().replace("<area>", "<description>The &lt;b&gt;same&lt;/b&gt;</description>\n    <area>");
        String french = english.replace("<category>", "<language>fr_FR</language>\n    <category>");
        String xml = alert(Caps.info(), english + french);

        // When
        var reading = read(xml);

        // Then
        assertThat(reading).isInstanceOf(Reading.Accepted.class);
        assertThat(((Reading.Accepted<?>) reading).warnings())
                .extracting(Fault::pointer, Fault::code)
                .containsExactly(
                        Tuple.tuple("/data/cap/info/0/description", Code.CAP_18),
                        Tuple.tuple("/data/cap/info/1/description", Code.CAP_18),
                        Tuple.tuple("/data/cap/info/1/language", Code.CAP_14),
                        Tuple.tuple("/data/cap/info/1/language", Code.CAP_14));
        assertThat(Caps.event(reading).at("/data/texts/1/language").asText()).isEqualTo("und");
    }

    @Test
    void no_fault_tells_a_word_of_the_document() {
        // Given
        String canary = "Canary9317";
        String xml = alert(">a-1<", ">a " + canary + "<")
                .replace("2026-11-23T10:00:00+03:00", canary)
                .replace(">Severe<", ">" + canary + "<")
                .replace(">Public<", ">" + canary + "<")
                .replace("<area>", "<" + canary + "/><area>")
                .replace("</areaDesc>", "</areaDesc><circle>" + canary + "</circle>");

        // When
        var faults = Caps.faults(read(xml));

        // Then
        assertThat(faults).hasSizeGreaterThan(4).allMatch(fault -> !fault.toString()
                .contains(canary));
    }
}
