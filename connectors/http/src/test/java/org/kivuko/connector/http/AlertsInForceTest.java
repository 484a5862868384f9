package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;
import static org.kivuko.connector.http.TestDoor.UGA_KEY;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kivuko.exchange.AlertsInForce;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.Lane;

class AlertsInForceTest {
    private static final UUID ONE = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final UUID TWO = UUID.fromString("00000000-0000-4000-8000-000000000002");

    @RegisterExtension
    final TestDoor door = new TestDoor();

    @Test
    void answersWithTheAlertsAndWhereToGoOn() {
        // Given
        door.inForce = new AlertsInForce.Result.Page(
                List.of(
                        item(ONE, "{\"source\":\"/agencies/KEN.DIS\",\"linknumber\":7}"),
                        item(TWO, "{\"source\":\"/agencies/KEN.KRA\"}")),
                Optional.of("m_-1"));

        // When
        var answer = door.get("/v1/alerts/active?max=2&channel=exercise&after=m_0", UGA_KEY);

        // Then
        assertThat(answer.body())
                .isEqualTo("{\"alerts\":[{\"delivery\":\"" + ONE
                        + "\",\"lane\":\"bulk\",\"linknumber\":7,\"from\":\"KEN.DIS\","
                        + "\"message\":{\"source\":\"/agencies/KEN.DIS\",\"linknumber\":7}},"
                        + "{\"delivery\":\"" + TWO + "\",\"lane\":\"bulk\",\"from\":\"KEN.KRA\","
                        + "\"message\":{\"source\":\"/agencies/KEN.KRA\"}}],\"next\":\"m_-1\"}");
        assertThat(door.wishes).containsExactly("UGA.DCIC EXERCISE m_0 2");
    }

    @Test
    void refusesForeignMarksAndStandsStillWithTheHub() {
        // When
        var foreign = door.get("/v1/alerts/active?after=x", UGA_KEY);
        door.inForce = new AlertsInForce.Result.StandsStill("the disk is full");
        var still = door.get("/v1/alerts/active", UGA_KEY);

        // Then
        assertThat(foreign.statusCode()).isEqualTo(400);
        assertThat(TestDoor.json(foreign).path("detail").asText()).startsWith("After is the next");
        assertThat(still.statusCode()).isEqualTo(503);
        assertThat(still.headers().firstValue("Retry-After")).contains("30");
        assertThat(door.get("/v1/alerts/active", OPERATOR_KEY).statusCode()).isEqualTo(403);
    }

    private static Shelf.Item item(UUID id, String body) {
        return new Shelf.Item(id, Lane.BULK, body.getBytes(StandardCharsets.UTF_8));
    }
}
