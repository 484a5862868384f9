package org.kivuko.hub.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;
import org.kivuko.model.Reading;

/** Seen to fail with ids of {@code UUID.randomUUID} and with an id that did not name the run. */
class SupplyTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final AgencyId SENDER = AgencyId.of("KEN.DIS");
    private static final Kind.Way WAY = new Kind.Way("UGA", "KEN-BUSIA", "KEN-BUSIA/UGA-BUSIA");
    private static final List<Opening> EVERY_KIND =
            Arrays.stream(Kind.values()).map(kind -> new Opening(kind, WAY)).toList();

    private static Supply supply(long seed, String run, ObjectNode... samples) {
        return new Supply(SENDER, EVERY_KIND, List.of(samples), seed, run, InstantSource.fixed(NOW));
    }

    private static List<ObjectNode> messages(Supply supply) {
        var messages = new ArrayList<ObjectNode>();
        for (int i = 0; i < 60; i++) {
            messages.add(supply.message(i, Duration.ZERO));
        }
        return messages;
    }

    @Test
    void theSameSeedGivesTheSameMessagesAndAnotherOneOthers() {
        assertThat(messages(supply(7, "run"))).isEqualTo(messages(supply(7, "run")));
        assertThat(messages(supply(7, "run"))).isNotEqualTo(messages(supply(8, "run")));
    }

    @Test
    void anotherRunPostsTheSameUnderOtherIds() {
        // When
        List<ObjectNode> first = messages(supply(7, "first"));
        List<ObjectNode> second = messages(supply(7, "second"));

        // Then
        assertThat(first)
                .extracting(event -> event.get("id"))
                .doesNotContainAnyElementsOf(
                        second.stream().map(event -> event.get("id")).toList());
        assertThat(first)
                .extracting(event -> event.get("type"))
                .isEqualTo(second.stream().map(event -> event.get("type")).toList());
    }

    @Test
    void everyMessageIsReadAsOneAndItsIdSaysThatItIsSimulated() {
        for (ObjectNode event : messages(supply(7, "run"))) {
            assertThat(MessageJson.read(MessageJson.write(event))).isInstanceOf(Reading.Accepted.class);
            assertThat(event.get("id").asText()).startsWith("sim-");
        }
        assertThat(messages(supply(7, "run")))
                .extracting(event -> event.get("id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void aWrongClockWritesAllOfTheMessage() {
        // When
        ObjectNode event = supply(7, "run").message(1, Duration.ofHours(-3));

        // Then
        assertThat(event.get("time").asText()).isEqualTo("2026-11-23T05:00:00Z");
    }

    @Test
    void aSampleKeepsAllButItsIdItsTimesAndItsSender() {
        // Given
        ObjectNode sample = JsonNodeFactory.instance.objectNode();
        sample.put("id", "mine").put("time", "2020-01-01T00:00:00Z").put("expires", "2020-01-02T00:00:00Z");
        sample.put("source", "/agencies/XXX.YYY")
                .put("to", "UGA")
                .putObject("data")
                .put("msgType", "Alert");

        // When
        ObjectNode event = supply(7, "run", sample).message(4, Duration.ZERO);

        // Then
        assertThat(event.get("expires").asText()).isEqualTo("2026-11-24T08:00:00Z");
        assertThat(event.get("source").asText()).isEqualTo("/agencies/KEN.DIS");
        assertThat(event.get("to").asText()).isEqualTo("UGA");
        assertThat(event.get("id").asText()).startsWith("sim-");
        assertThat(sample.get("id").asText()).isEqualTo("mine");
    }

    @Test
    void anAlertWithABrokenSignatureIsOtherwiseOneThatCanBeRead() {
        // When
        ObjectNode alert = supply(7, "run").alert(2).orElseThrow();
        Outgoing cap = BrokenSignature.on(alert, new java.util.Random(1));

        // Then
        assertThat(new String(cap.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\">")
                .contains("<identifier>" + alert.get("id").asText() + "</identifier>");
        assertThat(cap.toString()).doesNotContain("Signature");
    }
}
