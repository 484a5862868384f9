package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.jms.Connection;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.acceptance.fault.Defect;
import org.kivuko.model.MessageJson;

/**
 * A hub with a defect puts every message into quarantine; the next one, without it, redrives them by a job that is paused, killed
 * with its hub, cancelled and resumed. Each reaches its recipient once. Some were sent again meanwhile: they end as duplicates.
 */
@Tag("slow")
class RedriveKillTest {
    private static final int COPIES = Integer.getInteger("kivuko.redriven", 1_000);
    private static final int PER_SECOND = Math.max(100, COPIES / 10);
    private static final int SENT_AGAIN = COPIES / 20;
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final String RECIPIENT = WithdrawStates.OVER_HTTP.get(0);

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> bodies = IntStream.rangeClosed(1, COPIES)
            .mapToObj(i -> Planned.original(WithdrawStates.SENDER, "r-" + i, "bulk", List.of(RECIPIENT))
                    .body())
            .map(body -> new String(body, StandardCharsets.UTF_8))
            .toList();

    @Test
    void everyCopyOfAJobArrivesOnceWhateverIsDoneToTheJobAndTheHub() throws Exception {
        Path defect = Defect.plant(
                folder.resolve("defect"),
                "routes/exchange",
                "org.kivuko.exchange.Stations",
                Map.of("if (arrival.poison()) {", "if (arrival.body().length > 0) {"));
        try (HubProcess broken = new HubProcess(
                folder.resolve("broken"), WithdrawStates.write(folder.resolve("config")), List.of(defect))) {
            // Given
            broken.start();
            post(broken, COPIES);
            await().atMost(LIMIT).until(() -> messages(broken, "hub.quarantine") == COPIES);
            broken.terminate();
            broken.exitCode();
            try (HubProcess mended = HubProcess.onTheDataOf(broken, folder.resolve("mended"))) {
                mended.start();
                post(mended, SENT_AGAIN);
                await().atMost(LIMIT).until(() -> inbox(mended) == SENT_AGAIN);

                // When
                String job = start(mended);
                awaitDone(mended, job, COPIES / 5);
                assertThat(act(mended, job, "pause").path("state").asText()).isEqualTo("paused");
                int paused = done(mended, job);
                Thread.sleep(1_500);
                assertThat(done(mended, job)).isBetween(paused, paused + 100);
                act(mended, job, "resume");
                awaitDone(mended, job, COPIES * 2 / 5);
                mended.killHub();
                mended.start();
                awaitDone(mended, job, COPIES * 3 / 5);
                assertThat(act(mended, job, "cancel").path("state").asText()).isEqualTo("cancelled");
                act(mended, job, "resume");
                await().atMost(LIMIT).until(() -> get(mended, "/v1/ops/redrives/" + job)
                        .path("state")
                        .asText()
                        .equals("done"));

                // Then
                JsonNode ended = get(mended, "/v1/ops/redrives/" + job);
                assertThat(ended.path("done").asInt()).isEqualTo(COPIES);
                assertThat(ended.path("failed").asInt()).isZero();
                assertThat(messages(mended, "hub.quarantine")).isZero();
                assertThat(get(mended, "/v1/ops/failures").path("causes")).isEmpty();
                await().atMost(LIMIT).until(() -> inbox(mended) == COPIES);
                assertThat(messages(mended, "agency." + WithdrawStates.SENDER + ".outbox"))
                        .isZero();
                LedgerFile ledger = LedgerFile.of(mended);
                assertThat(ledger.rows("select cast(count(*) as text) from message where batch is not null"))
                        .containsExactly(Integer.toString(COPIES));
                assertThat(ledger.rows("select kind || ' ' || count(*) from copy"
                                + " where superseded_at is null group by kind order by kind"))
                        .containsExactly("duplicate " + SENT_AGAIN, "quarantined " + COPIES);
                assertThat(ledger.rows("select cast(max(link_number) as text) from ruling where superseded_at is null"))
                        .containsExactly(Integer.toString(COPIES));
            }
        }
    }

    /** The first so many, always the same. */
    private void post(HubProcess hub, int messages) throws Exception {
        try (Connection connection = new AmqpAccess(hub).connect(WithdrawStates.SENDER)) {
            Session session = connection.createSession(Session.SESSION_TRANSACTED);
            MessageProducer producer =
                    session.createProducer(session.createQueue("agency." + WithdrawStates.SENDER + ".outbox"));
            for (int i = 1; i <= messages; i++) {
                producer.send(session.createTextMessage(bodies.get(i - 1)));
                if (i % 250 == 0 || i == messages) {
                    session.commit();
                }
            }
        }
    }

    private String start(HubProcess hub) throws Exception {
        JsonNode preview = post(
                hub,
                "/v1/ops/redrives/preview",
                "{\"queue\":\"hub.quarantine\",\"select\":{\"cause\":\"NOT_AVAILABLE\"}}");
        assertThat(preview.path("count").asInt()).isEqualTo(COPIES);
        String set = preview.path("set").asText();
        post(
                hub,
                "/v1/ops/redrives",
                "{\"set\":\"" + set + "\",\"count\":" + COPIES + ",\"ratePerSecond\":" + PER_SECOND
                        + ",\"reason\":\"the defect is mended\",\"key\":\"" + UUID.randomUUID() + "\"}");
        return set;
    }

    private JsonNode act(HubProcess hub, String job, String what) throws Exception {
        return post(
                hub,
                "/v1/ops/redrives/" + job + "/" + what,
                "{\"reason\":\"for a test\",\"key\":\"" + UUID.randomUUID() + "\"}");
    }

    private int done(HubProcess hub, String job) throws Exception {
        return get(hub, "/v1/ops/redrives/" + job).path("done").asInt();
    }

    private void awaitDone(HubProcess hub, String job, int count) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(50)).until(() -> done(hub, job) >= count);
    }

    private long inbox(HubProcess hub) throws Exception {
        return messages(hub, "agency." + RECIPIENT + ".inbox");
    }

    private long messages(HubProcess hub, String queue) throws Exception {
        for (JsonNode row : get(hub, "/v1/ops/queues").path("queues")) {
            if (row.path("queue").asText().equals(queue)) {
                return row.path("messages").asLong();
            }
        }
        return -1;
    }

    private JsonNode get(HubProcess hub, String path) throws Exception {
        return send(hub, HttpRequest.newBuilder(hub.http().resolve(path)).GET());
    }

    private JsonNode post(HubProcess hub, String path, String body) throws Exception {
        return send(
                hub,
                HttpRequest.newBuilder(hub.http().resolve(path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private JsonNode send(HubProcess hub, HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = http.send(
                request.header("Authorization", "Bearer " + hub.key("operator")).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isLessThan(300);
        return MessageJson.tree(answer.body());
    }
}
