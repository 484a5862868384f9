package org.kivuko.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kivuko.connector.http.TestDoor.KEN_KEY;
import static org.kivuko.connector.http.TestDoor.OPERATOR_KEY;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.CorrectionRow;
import org.kivuko.exchange.RecallRow;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** How far recalls have come is shown to operators alone. */
class RecallsTest {
    private final TestDoor door = new TestDoor();

    @BeforeEach
    void recallOne() {
        var sender = AgencyId.of("KEN.DIS");
        door.recalls.add(new RecallRow(
                new MessageKey(sender, "w-1"),
                new MessageKey(sender, "m-1"),
                TestDoor.NOW,
                true,
                List.of(new RecallRow.Part(AgencyId.of("UGA.UPF"), RecallRow.Standing.WITHDRAWN, TestDoor.NOW))));
        door.corrections.add(new CorrectionRow(
                new MessageKey(sender, "c-1"),
                new MessageKey(sender, "m-1"),
                TestDoor.NOW,
                List.of(new RecallRow.Part(AgencyId.of("UGA.UPF"), RecallRow.Standing.TOLD, TestDoor.NOW))));
        door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void showsOperatorsWhereEachRecipientStands() {
        var row = TestDoor.json(door.get("/v1/ops/recalls", OPERATOR_KEY)).at("/recalls/0");
        assertThat(row.get("recall").asText()).isEqualTo("KEN.DIS/w-1");
        assertThat(row.get("message").asText()).isEqualTo("KEN.DIS/m-1");
        assertThat(row.get("done").asBoolean()).isTrue();
        assertThat(row.at("/recipients/0/agency").asText()).isEqualTo("UGA.UPF");
        assertThat(row.at("/recipients/0/standing").asText()).isEqualTo("withdrawn");
    }

    @Test
    void showsOperatorsWhoHasConfirmedACorrection() {
        var row = TestDoor.json(door.get("/v1/ops/corrections", OPERATOR_KEY)).at("/corrections/0");
        assertThat(row.get("correction").asText()).isEqualTo("KEN.DIS/c-1");
        assertThat(row.get("message").asText()).isEqualTo("KEN.DIS/m-1");
        assertThat(row.get("done").asBoolean()).isFalse();
        assertThat(row.at("/recipients/0/standing").asText()).isEqualTo("told");
    }

    @Test
    void showsAgenciesNothing() {
        assertThat(door.get("/v1/ops/recalls", KEN_KEY).statusCode()).isEqualTo(403);
        assertThat(door.get("/v1/ops/corrections", KEN_KEY).statusCode()).isEqualTo(403);
    }
}
