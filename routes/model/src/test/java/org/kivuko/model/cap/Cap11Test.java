package org.kivuko.model.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.model.cap.Caps.alert;
import static org.kivuko.model.cap.Caps.alertWith;
import static org.kivuko.model.cap.Caps.event;
import static org.kivuko.model.cap.Caps.places;
import static org.kivuko.model.cap.Caps.read;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CAP 1.1, as far as it differs. */
class Cap11Test {
    private static String old(String document) {
        return document.replace("cap:1.2", "cap:1.1");
    }

    @Test
    void the_same_alert_in_both_versions_is_the_same_event() {
        assertThat(event(read(old(alert())))).isEqualTo(event(read(alert())));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T07:00:00Z, 2026-11-23T07:00:00+00:00",
        "2026-11-23T07:00:00.999Z, 2026-11-23T07:00:00+00:00",
        "2026-11-23T10:00:00.5+03:00, 2026-11-23T10:00:00+03:00"
    })
    void a_time_of_1_1_is_written_as_1_2_demands(String written, String read) {
        String document = alert("2026-11-23T10:00:00+03:00", written);

        assertThat(event(read(old(document))).path("time").asText()).isEqualTo(read);
        assertThat(places(read(document))).contains("/time CAP_02");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-23T10:00:00", "2026-13-23T10:00:00Z", "2026-11-23"})
    void a_time_that_names_no_instant_is_refused_in_1_1_too(String written) {
        assertThat(places(read(old(alert("2026-11-23T10:00:00+03:00", written)))))
                .contains("/time CAP_02");
    }

    @Test
    void the_times_in_references_are_written_as_1_2_demands() {
        String document = alertWith("<references>ken.dis@posts.example,a-0,2026-11-22T07:00:00Z</references>");

        assertThat(event(read(old(document))).at("/data/cap/references").asText())
                .isEqualTo("ken.dis@posts.example,a-0,2026-11-22T07:00:00+00:00");
        assertThat(places(read(document))).containsExactly("/data/references CAP_07");
    }

    @Test
    void a_resource_without_a_media_type_is_one_of_which_none_is_known() {
        String document = alert(
                "<area>", "<resource><resourceDesc>map</resourceDesc><uri>https://x.example/m</uri></resource><area>");

        assertThat(event(read(old(document))).at("/data/resources/0/mimeType").asText())
                .isEqualTo("application/octet-stream");
        assertThat(places(read(document))).containsExactly("/data/cap/info/0/resource/0/mimeType SCHEMA_VIOLATION");
    }

    @Test
    void words_of_1_2_are_none_of_1_1() {
        String document = alert("<urgency>", "<responseType>AllClear</responseType><urgency>");

        assertThat(places(read(document))).isEmpty();
        assertThat(places(read(old(document)))).containsExactly("/data/responseType/0 SCHEMA_VIOLATION");
    }

    @Test
    void both_versions_do_not_mix() {
        String document = old(alert()).replace("<info>", "<info xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">");

        assertThat(places(read(document))).contains("/data/cap SCHEMA_VIOLATION");
    }
}
