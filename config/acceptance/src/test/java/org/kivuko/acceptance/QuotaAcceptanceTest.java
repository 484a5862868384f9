package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Quotas of {@code hub.yaml} and of single agencies, at both doors of a whole hub. */
class QuotaAcceptanceTest {
    private static final String HUB_YAML = "deploy/hub.yaml";
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);
    private final TestHub hub = TestHub.start(
            clock,
            Map.of(
                    HUB_YAML,
                    text -> text + "\nquotas: {messages: 3/PT1H, urgent: 1/PT1H, connections: 2}\n",
                    "states/KEN.yaml",
                    text -> text.replaceFirst(
                            "(agency: KEN\\.KRA, [^}]*)}", "$1, quotas: {messages: 1/PT1H, connections: 1}}")));

    @AfterEach
    void stop() {
        hub.close();
    }

    private ObjectNode passport(String id) {
        return Samples.stolenPassport(clock.instant()).put("id", id);
    }

    private ObjectNode immediate(String id) {
        ObjectNode event = passport(id);
        ((ObjectNode) event.get("data")).put("urgency", "Immediate");
        return event;
    }

    @Test
    void bothDoorsUseUpOneQuotaAndNameTheTimeAndAnotherAgencyGoesOn() throws JMSException {
        // Given
        Desk ken = hub.desk("KEN.DIS");
        ken.give(immediate("m-1"));

        // When
        HttpResponse<String> secondUrgent = ken.post(immediate("m-2"));
        JsonNode refused;
        try (AmqpAgency amqp = hub.amqp("KEN.DIS")) {
            amqp.send("outbox.urgent", immediate("m-3"));
            refused = amqp.receipt(data -> data.path("id").asText().equals("m-3"));
        }
        ken.give(passport("m-4"));
        ken.give(passport("m-5"));
        HttpResponse<String> fourth = ken.post(passport("m-6"));

        // Then
        assertThat(secondUrgent.statusCode()).isEqualTo(429);
        assertThat(secondUrgent.headers().firstValue("Retry-After")).hasValue("3600");
        assertThat(refused.path("code").asText()).isEqualTo("RATE_EXCEEDED");
        assertThat(refused.at("/errors/0/detail").asText())
                .contains("1 urgent messages in PT1H", "2026-11-23T09:00:00.000Z");
        assertThat(fourth.statusCode()).isEqualTo(429);
        assertThat(fourth.headers().firstValue("Retry-After")).hasValue("1200");
        assertThat(ken.judged("m-5").path("status").asText()).isEqualTo("judged");
    }

    @Test
    void aQuotaOfItsOwnGoesBeforeTheGeneralOneAndIsFollowedWhileTheHubRuns() throws Exception {
        // Given
        Desk customs = hub.desk("KEN.KRA");
        String wrong = "{}";
        assertThat(hub.post("KEN.KRA", "/v1/messages", wrong, Desk.JSON).statusCode())
                .isEqualTo(422);
        assertThat(hub.post("KEN.KRA", "/v1/messages", wrong, Desk.JSON).statusCode())
                .isEqualTo(429);

        // When
        var file = hub.config().resolve("states/KEN.yaml");
        Files.writeString(
                file, Files.readString(file).replace("quotas: {messages: 1/PT1H", "quotas: {messages: 9/PT1H"));
        assertThat(hub.reload().statusCode()).isEqualTo(200);

        // Then
        assertThat(hub.post("KEN.KRA", "/v1/messages", wrong, Desk.JSON).statusCode())
                .isEqualTo(422);
        assertThat(customs.receipts()).isEmpty();
    }

    @Test
    void asManyConnectionsStandAsTheAgencyMayHave() throws JMSException {
        // Given
        AmqpAgency first = hub.amqp("KEN.KRA");

        // Then
        assertThatThrownBy(() -> hub.amqp("KEN.KRA")).hasMessageContaining("RATE_EXCEEDED");
        assertThat(hub.get("KEN.KRA", "/v1/inbox").statusCode()).isEqualTo(429);
        assertThat(hub.get("KEN.DIS", "/v1/inbox").statusCode()).isEqualTo(200);
        first.close();
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() ->
                        assertThat(hub.get("KEN.KRA", "/v1/inbox").statusCode()).isEqualTo(200));
        hub.amqp("KEN.KRA").close();
    }
}
