package org.kivuko.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

class TestMessageTest {
    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00.5Z");

    private final TestMessage alert = TestMessage.alert(AgencyId.of("KEN.DIS"), "UGA", "DOC-STOLEN", NOW);

    @Test
    void anAlertIsCompleteOnceItSaysWhatItIsAbout() {
        var about = alert.with("subject.document", Map.of("type", "PP", "issuer", "KEN", "number", "A1"));

        assertThat(MessageJson.read(about.bytes())).isInstanceOf(Reading.Accepted.class);
    }

    @Test
    void eachChangeMakesAnotherMessage() {
        var changed =
                alert.with("/post", "KEN-BUSIA").with("subject.event.count", 3).with("category", List.of("Health"));

        assertThat(changed.json().at("/post").asText()).isEqualTo("KEN-BUSIA");
        assertThat(changed.json().at("/data/subject/event/count").isIntegralNumber())
                .isTrue();
        assertThat(changed.json().at("/data/category/0").asText()).isEqualTo("Health");
        assertThat(changed.without("subject.event").json().at("/data/subject").isEmpty())
                .isTrue();
        assertThat(alert.json().has("post")).isFalse();
    }

    @Test
    void anewItHasAnotherIdAndIsNotExpired() {
        var anew = alert.anew(NOW.plusSeconds(86_400 * 365));

        assertThat(anew.id()).isNotEqualTo(alert.id());
        assertThat(anew.json().path("time").asText()).isEqualTo("2027-11-24T08:00:00Z");
        assertThat(anew.json().path("expires").asText()).isEqualTo("2027-11-25T08:00:00Z");
    }

    @Test
    void itShowsNothingButItsId() {
        assertThat(alert.with("subject.person.surname", "SPECIMEN")).hasToString("TestMessage[" + alert.id() + "]");
    }
}
