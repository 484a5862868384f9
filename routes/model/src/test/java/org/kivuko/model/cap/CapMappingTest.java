package org.kivuko.model.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.model.cap.Caps.alert;
import static org.kivuko.model.cap.Caps.event;
import static org.kivuko.model.cap.Caps.places;
import static org.kivuko.model.cap.Caps.read;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** What becomes of a document's elements. */
class CapMappingTest {
    /** A border alert as the mapping writes it, in two languages. */
    static final String BORDER_ALERT =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
              <identifier>KEN.DIS.01JCQ2Z7Y3R8M4T6V9W1X0B5N7</identifier>
              <sender>ken.dis@posts.kivuko.example</sender>
              <sent>2026-11-23T10:00:00+03:00</sent>
              <status>Actual</status>
              <msgType>Update</msgType>
              <source>Busia, desk 4</source>
              <scope>Private</scope>
              <addresses>UGA.DCIC "UGA.UPF"</addresses>
              <code>kivuko-cap-1.0</code>
              <code>H2</code>
              <code>trafficking</code>
              <code>B2</code>
              <note>Second report</note>
              <references>ken.dis@posts.kivuko.example,a-0,2026-11-22T10:00:00+03:00 UGA.DCIC,b-1,2026-11-22T11:00:00+03:00 uga.upf@posts.kivuko.example,c-1,2026-11-22T11:00:00+03:00</references>
              <incidents>BUSIA-2026-114</incidents>
              <info>
                <language>en</language>
                <category>Rescue</category>
                <category>Safety</category>
                <event>Child at risk</event>
                <responseType>Assess</responseType>
                <urgency>Expected</urgency>
                <severity>Moderate</severity>
                <certainty>Possible</certainty>
                <eventCode><valueName>kivuko:alertType</valueName><value>PER-AT-RISK</value></eventCode>
                <eventCode><valueName>local</valueName><value>17</value></eventCode>
                <onset>2026-11-23T09:00:00+03:00</onset>
                <expires>2026-11-30T10:00:00+03:00</expires>
                <headline>Child at risk</headline>
                <parameter><valueName>lane</valueName><value>4</value></parameter>
                <parameter><valueName>kivuko:subject.person.surname</valueName><value>Doe</value></parameter>
                <parameter><valueName>kivuko:subject.person.dateOfBirth</valueName><value>2015-06-04</value></parameter>
                <parameter><valueName>kivuko:subject.person.protection</valueName><value>victim</value></parameter>
                <parameter><valueName>kivuko:subject.person.protection</valueName><value>witness</value></parameter>
                <parameter><valueName>kivuko:subject.person.minor</valueName><value>true</value></parameter>
                <parameter><valueName>kivuko:subject.event.count</valueName><value>2</value></parameter>
                <area>
                  <areaDesc>Busia crossing</areaDesc>
                  <circle>0.464,34.111 2</circle>
                  <geocode><valueName>kivuko:post</valueName><value>KEN-BUSIA</value></geocode>
                  <geocode><valueName>UN/LOCODE</valueName><value>KEBUS</value></geocode>
                  <geocode><valueName>ward</valueName><value>3</value></geocode>
                  <altitude>3937.01</altitude>
                </area>
              </info>
              <info>
                <language>fr</language>
                <category>Rescue</category>
                <event>Enfant en danger</event>
                <responseType>Monitor</responseType>
                <urgency>Immediate</urgency>
                <severity>Severe</severity>
                <certainty>Unlikely</certainty>
                <eventCode><valueName>kivuko:alertType</valueName><value>PER-AT-RISK</value></eventCode>
                <onset>2026-11-23T08:30:00+03:00</onset>
                <expires>2026-11-30T09:30:00+01:00</expires>
                <parameter><valueName>kivuko:subject.person.surname</valueName><value>Doe</value></parameter>
                <parameter><valueName>kivuko:subject.person.dateOfBirth</valueName><value>2015-06-04</value></parameter>
                <parameter><valueName>kivuko:subject.person.protection</valueName><value>victim</value></parameter>
                <parameter><valueName>kivuko:subject.person.protection</valueName><value>witness</value></parameter>
                <parameter><valueName>kivuko:subject.person.minor</valueName><value>true</value></parameter>
                <parameter><valueName>kivuko:subject.event.count</valueName><value>2</value></parameter>
              </info>
            </alert>
            """;

    private static final String EVENT =
            """
            {"specversion":"1.0","id":"KEN.DIS.01JCQ2Z7Y3R8M4T6V9W1X0B5N7","source":"/agencies/KEN.DIS","type":"kivuko.alert.v1",
             "time":"2026-11-23T10:00:00+03:00","to":"UGA.DCIC UGA.UPF","purpose":"trafficking","status":"actual",
             "post":"KEN-BUSIA","handling":"H2","expires":"2026-11-30T09:30:00+01:00",
             "data":{"msgType":"Update","references":["KEN.DIS/a-0","UGA.DCIC/b-1","UGA.UPF/c-1"],"alertType":"PER-AT-RISK",
              "category":["Rescue","Safety"],"urgency":"Immediate","severity":"Severe","certainty":"Possible",
              "responseType":["Assess","Monitor"],"onset":"2026-11-23T08:30:00+03:00",
              "texts":[{"language":"en","event":"Child at risk","headline":"Child at risk"},
                       {"language":"fr","event":"Enfant en danger"}],
              "areas":[{"post":"KEN-BUSIA","unlocode":"KEBUS","name":"Busia crossing","circles":["0.464,34.111 2"],
                        "geocodes":[{"valueName":"ward","value":"3"}],"altitude":3937.01}],
              "parameters":[{"valueName":"lane","value":"4"}],"eventCodes":[{"valueName":"local","value":"17"}],
              "capSender":"ken.dis@posts.kivuko.example",
              "subject":{"person":{"surname":"Doe","dateOfBirth":"2015-06-04","protection":["victim","witness"],"minor":true},
                         "event":{"count":2}},
              "evaluation":"B2","case":"BUSIA-2026-114"}}
            """;

    @Test
    void a_border_alert_becomes_the_event_that_its_sender_would_have_posted() {
        // When
        var event = event(read(BORDER_ALERT, CapQuery.none()));
        var cap = event.withObject("/data").remove("cap");

        // Then
        assertThat(MessageJson.tree(MessageJson.write(event)))
                .isEqualTo(MessageJson.tree(EVENT.getBytes(StandardCharsets.UTF_8)));
        assertThat(cap.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("source", "scope", "code", "note", "references", "info");
    }

    @Test
    void the_subject_stands_in_its_typed_member_and_nowhere_in_the_free_text() {
        var event = event(read(BORDER_ALERT, CapQuery.none()));
        assertThat(event.at("/data/subject/person/surname").asText()).isEqualTo("Doe");
        event.withObject("/data").remove("subject");
        assertThat(event.toString()).doesNotContain("Doe", "2015-06-04", "victim");
    }

    @Test
    void the_addresses_and_the_evaluation_are_not_repeated_in_the_free_text() {
        assertThat(event(read(BORDER_ALERT, CapQuery.none())).at("/data/cap").toString())
                .doesNotContain("UGA.UPF\"", "\"B2\"", "addresses");
    }

    @Test
    void purpose_and_handling_come_from_the_restriction_and_its_words_stay() {
        // Given
        String xml = alert(">Public<", ">Restricted<")
                .replace(
                        "  <info>",
                        "<restriction>KIVUKO agr=KEN-UGA.osbp;h=H1;p=BORDER_CHECK for the desk alone</restriction>"
                                + "<addresses>UGA</addresses>\n  <info>");

        // When
        var event = event(read(xml, CapQuery.none()));

        // Then
        assertThat(event.path("purpose").asText()).isEqualTo("border-check");
        assertThat(event.path("handling").asText()).isEqualTo("H1");
        assertThat(event.at("/data/cap/restriction").asText()).isEqualTo("for the desk alone");
    }

    @Test
    void a_query_replaces_what_the_document_says() {
        // Given
        var query = new CapQuery(
                Optional.of("SOM"),
                Optional.of("health"),
                Optional.of("H0"),
                Optional.of("KEN-MALABA"),
                Optional.of("test"),
                false);

        // When
        var event = event(read(BORDER_ALERT, query));

        // Then
        assertThat(List.of("to", "purpose", "handling", "post", "status"))
                .map(name -> event.path(name).asText())
                .containsExactly("SOM", "health", "H0", "KEN-MALABA", "test");
    }

    @Test
    void two_handling_codes_contradict_each_other() {
        assertThat(places(read(Caps.alertWith("<code>H0</code><code>H2</code>"))))
                .containsExactly("/handling SCHEMA_VIOLATION");
    }

    @Test
    void two_alert_types_contradict_each_other() {
        assertThat(places(read(BORDER_ALERT.replaceFirst("PER-AT-RISK", "PER-MISSING"), CapQuery.none())))
                .containsExactly("/data/alertType SCHEMA_VIOLATION");
    }

    @Test
    void two_values_of_one_subject_contradict_each_other() {
        assertThat(places(read(BORDER_ALERT.replaceFirst(">Doe<", ">Roe<"), CapQuery.none())))
                .containsExactly("/data/subject/person/surname SCHEMA_VIOLATION");
    }

    @Test
    void a_document_that_addresses_nobody_needs_the_query() {
        assertThat(places(read(alert(), CapQuery.none())))
                .containsExactly("/purpose SCHEMA_VIOLATION", "/to SCHEMA_VIOLATION");
    }

    @Test
    void a_producer_s_alert_that_the_agency_passes_on_is_referred_to_under_the_agency() {
        // Given
        String references = "<references>PAAQ,a-0,2026-11-22T10:00:00+03:00</references>";
        String xml = alert("  <info>", references + "\n  <info>").replace(">Alert<", ">Update<");

        // When
        var event = event(read(xml));

        // Then
        assertThat(event.at("/data/references").toString()).isEqualTo("[\"KEN.DIS/a-0\"]");
        assertThat(event.at("/data/cap/references").asText()).isEqualTo("PAAQ,a-0,2026-11-22T10:00:00+03:00");
    }

    @Test
    void a_reference_that_no_message_here_can_bear_is_unknown_unless_unverified_ones_were_asked_for() {
        // Given
        String references =
                "<references>PAAQ,a/0,2026-11-22T10:00:00+03:00 PAAQ,a-0,2026-11-22T10:00:00+03:00</references>";
        String xml = alert("  <info>", references + "\n  <info>").replace(">Alert<", ">Update<");

        // Then
        assertThat(places(read(xml, Caps.query(false)))).containsExactly("/data/references UNKNOWN_REFERENCE");
        assertThat(read(xml, Caps.query(true))).isInstanceOf(Reading.Accepted.class);
    }

    @Test
    void what_is_empty_stays_in_the_mirror_and_makes_no_member() {
        // Given
        String xml = alert("<area>", "<contact/><parameter><valueName>a</valueName><value/></parameter>\n    <area>");

        // When
        var data = event(read(xml)).path("data");

        // Then
        assertThat(data.has("parameters")).isFalse();
        assertThat(data.at("/cap/info/0/parameter/0/value").asText("none")).isEmpty();
        assertThat(data.at("/cap/info/0/contact").asText("none")).isEmpty();
    }
}
