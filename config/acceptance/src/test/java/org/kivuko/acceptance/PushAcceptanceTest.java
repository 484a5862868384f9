package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for an agency is pushed to it by a whole hub. */
@Tag("slow")
class PushAcceptanceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String TO = "UGA.DCIC";
    private static final String ALERT = "kivuko.alert.v1";
    private static final List<String> INBOXES = List.of("agency.UGA.DCIC.inbox", "agency.UGA.DCIC.inbox.urgent");

    @TempDir
    private Path folder;

    private Receiver receiver;
    private TestHub hub;

    @BeforeEach
    void start() throws IOException {
        receiver = new Receiver();
        hub = TestHub.startIn(folder.resolve("hub"), Map.of("states/UGA.yaml", this::pushed));
        Path secret = hub.config().resolve("deploy/secrets/dcic");
        Files.createDirectories(secret.getParent());
        Files.writeString(secret, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n");
    }

    private String pushed(String states) {
        return states.replaceFirst(
                "(\\{agency: UGA.DCIC,[^}]*)}",
                "$1, inbox: push, push: {url: \"" + receiver.url()
                        + "\", secretFile: deploy/secrets/dcic, receipts: true, attempts: 2, ownNetwork: true}}");
    }

    @AfterEach
    void stop() {
        hub.close();
        receiver.close();
    }

    private List<String> taken() {
        return receiver.taken(ALERT).stream()
                .map(message -> message.get("id").asText())
                .toList();
    }

    private void send(String id) {
        hub.desk("KEN.DIS").give(Samples.stolenPassport(id, TO));
    }

    private JsonNode operator(String path) {
        return Desk.json(hub.get("operator", path));
    }

    private String state(String id) {
        return hub.desk("KEN.DIS").outcomes(id).get(TO).path("state").asText();
    }

    @Test
    void givenAnAgencyToWhichIsPushed_thenItGetsItsDeliveriesInOrder_andTheSenderIsToldTheyWereTakenOver() {
        List<String> ids = List.of("push-1", "push-2", "push-3", "push-4");
        ids.forEach(this::send);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(taken()).containsExactlyElementsOf(ids));
        await().atMost(PATIENCE).until(() -> state("push-4").equals("acknowledged"));
        assertThat(receiver.taken(ALERT).stream()
                        .map(message -> message.get("linknumber").asLong()))
                .isSorted();
        assertThat(receiver.calls().get(0).type()).isEqualTo(Desk.JSON);
        assertThat(hub.get(TO, "/v1/inbox").statusCode()).isEqualTo(409);
        assertThat(hub.get(TO, "/v1/receipts").statusCode()).isEqualTo(409);
        assertThat(hub.get(TO, "/v1/inbox?channel=exercise").statusCode()).isEqualTo(200);
    }

    @Test
    void givenItSends_thenItsReceiptsArePushed() {
        var event = Samples.stolenPassport("from-dcic", "KEN.DIS").put("source", "/agencies/UGA.DCIC");
        hub.desk(TO).give(event);

        await().atMost(PATIENCE).until(() -> receiver.taken("kivuko.receipt.v1").size() == 1);
    }

    @Test
    void givenAReceiverThatIsGone_thenPushingStops_operatorsSeeIt_alsoAfterARestart_andHaveItGoOn_andNothingIsLost() {
        receiver.answer(410);
        send("gone-1");
        send("gone-2");

        await().atMost(PATIENCE).until(() -> INBOXES.stream().allMatch(this::isPaused));
        assertThat(receiver.calls()).hasSize(1);
        await().atMost(PATIENCE).until(() -> health().contains("pushing to UGA.DCIC has stopped"));
        await().atMost(PATIENCE)
                .until(() -> operator("/v1/ops/alerts?state=open").toString().contains("\"kind\":\"PUSH\""));
        assertThat(hub.get("operator", "/observe/metrics").body())
                .contains("kivuko_push_stopped{agency=\"UGA.DCIC\"} 1");

        hub.restart();
        send("gone-3");
        hub.desk("KEN.DIS").judged("gone-3");
        assertThat(receiver.calls()).as("it stays stopped").hasSize(1);

        receiver.answer(204);
        INBOXES.forEach(this::resume);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(taken()).containsExactly("gone-1", "gone-2", "gone-3"));
        assertThat(receiver.calls().get(0).id())
                .isEqualTo(receiver.calls().get(1).id());
        await().atMost(PATIENCE).until(() -> health().isEmpty());
        assertThat(operator("/v1/ops/audit").toString()).contains("agency.UGA.DCIC.inbox");
    }

    private boolean isPaused(String queue) {
        return operator("/v1/ops/queues/" + queue)
                .path("paused")
                .path("by")
                .asText()
                .equals("/hub");
    }

    private void resume(String queue) {
        String body = "{\"key\":\"" + UUID.randomUUID() + "\",\"reason\":\"the receiver is back\"}";
        assertThat(hub.post("operator", "/v1/ops/queues/" + queue + "/resume", body, "application/json")
                        .statusCode())
                .isEqualTo(200);
    }

    private String health() {
        return operator("/observe/health")
                .path("components")
                .path("pushes")
                .path("detail")
                .asText();
    }
}
