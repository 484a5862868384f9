package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.kivuko.acceptance.Desk.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same meaning with nothing but files as over HTTP. */
class FileDoorAcceptanceTest {
    private static TestHub hub;
    private static DropFolder sender;
    private static DropFolder recipient;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        Path exchange = folder.resolve("exchange");
        hub = TestHub.startIn(folder.resolve("hub"), DropFolder.changes(exchange));
        sender = new DropFolder(exchange, "KEN.DIS");
        recipient = new DropFolder(exchange, "UGA.DCIC");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static ObjectNode passport() {
        return Samples.stolenPassport(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    }

    private static String id(ObjectNode event) {
        return event.get("id").asText();
    }

    @Test
    void aFileHasTheOutcomeThatTheSameMessageHasOverHttp() {
        // Given
        ObjectNode overHttp = passport();
        ObjectNode byFile = passport();
        hub.desk("KEN.DIS").give(overHttp);

        // When
        sender.send("alert.json", Samples.bytes(byFile));

        // Then
        JsonNode receipt = sender.receipt("alert.json");
        assertThat(receipt.get("id").asText()).isEqualTo(id(byFile));
        recipient.delivery(id(overHttp));
        recipient.delivery(id(byFile));
        assertThat(TwoDoors.outcomes(hub.desk("KEN.DIS").judged(id(byFile))))
                .isEqualTo(TwoDoors.outcomes(hub.desk("KEN.DIS").judged(id(overHttp))));
    }

    @Test
    void aDeliveryIsAcknowledgedOnceItIsTaken() throws IOException {
        // Given
        ObjectNode event = passport();
        hub.desk("KEN.DIS").give(event);

        // When
        JsonNode delivery = recipient.delivery(id(event));

        // Then
        assertThat(delivery.get("from").asText()).isEqualTo("KEN.DIS");
        assertThat(delivery.at("/message/data/subject/person").has("surname")).isFalse();
        assertThat(state(event)).isEqualTo("fetched");
        recipient.take(id(event));
        await().atMost(Desk.PATIENCE).until(() -> state(event).equals("acknowledged"));
    }

    @Test
    void whatLiesInTheInboxWhileTheHubIsStoppedIsAcknowledgedAfterwards() throws IOException {
        // Given
        ObjectNode event = passport();
        hub.desk("KEN.DIS").give(event);
        recipient.delivery(id(event));

        // When
        hub.restartAfter(() -> recipient.take(id(event)));

        // Then
        await().atMost(Desk.PATIENCE).until(() -> state(event).equals("acknowledged"));
        assertThat(recipient.names("inbox")).isEmpty();
    }

    private static String state(ObjectNode event) {
        JsonNode recipients =
                json(hub.get("KEN.DIS", "/v1/messages/" + id(event))).get("recipients");
        for (JsonNode each : recipients) {
            if (each.get("agency").asText().equals("UGA.DCIC")) {
                return each.path("state").asText();
            }
        }
        return "";
    }

    @Test
    void aFileIsRefusedAsTheAnswerWouldRefuseIt() {
        // Given
        ObjectNode broken = passport();
        broken.put("purpose", "curiosity").put("unknown", 1).remove("time");

        // When
        HttpResponse<String> answer = hub.desk("KEN.DIS").post(broken);
        sender.send("broken.json", Samples.bytes(broken));

        // Then
        assertThat(sender.problem("broken.json")).isEqualTo(json(answer));
    }

    @Test
    void theSourceOfAnotherAgencyIsRefused() {
        // Given
        ObjectNode foreign = passport().put("source", "/agencies/KEN.KRA");

        // When
        sender.send("foreign.json", Samples.bytes(foreign));

        // Then
        assertThat(sender.problem("foreign.json").get("code").asText()).isEqualTo("NOT_SENDER");
    }

    @Test
    void theSameMessageAtBothDoorsIsAcceptedOnce() {
        // Given
        ObjectNode event = passport();
        HttpResponse<String> answer = hub.desk("KEN.DIS").post(event);

        // When
        sender.send("twice.json", Samples.bytes(event));

        // Then
        assertThat(sender.receipt("twice.json")).isEqualTo(json(answer));
    }

    @Test
    void whoHasItsTrafficInAFolderIsToldSoOverHttp() {
        // When
        HttpResponse<String> answer = hub.get("UGA.DCIC", "/v1/inbox?channel=exercise");

        // Then
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).get("code").asText()).isEqualTo("NOT_AVAILABLE");
    }

    @Test
    void nobodyHasAFolderWhoIsNotNamed() {
        assertThat(Files.exists(new DropFolder(sender.base(), "KEN.KRA").folder("send")))
                .isFalse();
    }

    @Test
    void noNameInTheInboxSaysWhatIsInIt() {
        // Given
        ObjectNode event = passport();
        hub.desk("KEN.DIS").give(event);
        recipient.delivery(id(event));

        // Then
        assertThat(recipient.names("inbox"))
                .allMatch(name -> name.matches("[0-9]{8}T[0-9]{9}Z-[0-9]{4}-[0-9a-f-]{36}\\.json"));
    }
}
