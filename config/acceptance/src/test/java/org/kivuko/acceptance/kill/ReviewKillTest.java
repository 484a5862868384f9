package org.kivuko.acceptance.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kivuko.connector.artemis.FailPoints;

/**
 * What an officer released crosses exactly once and takes its number then, wherever the hub is killed on the way. The undoing
 * that this rests on is seen failing in {@code LedgerAgendaContract}.
 */
@Tag("slow")
class ReviewKillTest {
    private static final int HALTED = 137;
    private static final String SENDER = StormStates.sender(1);
    private static final List<String> TO = List.of("UGA.R1");

    @TempDir
    Path folder;

    private static void reviewed(Path config) throws Exception {
        Path file = config.resolve("agreements/KEN-UGA.storm.yaml");
        Files.writeString(file, Files.readString(file) + "    review: true\n");
    }

    @ParameterizedTest
    @EnumSource(names = {"AFTER_READ", "BEFORE_RECORD", "BETWEEN_COMMITS", "AFTER_COMMIT"})
    void killedOnTheWayOfAReleaseItCrossesOnce(FailPoints.Point point) throws Exception {
        try (var rig = new Rig(folder)) {
            // Given: the first batch is the message, the second the errand of its release
            reviewed(rig.hub().config());
            rig.hub().start("-D" + FailPoints.PROPERTY + "=" + point + ":2");
            Planned message = Planned.original(SENDER, "held", "bulk", TO);
            assertThat(rig.calls(SENDER).post(message.body()).status()).isEqualTo(202);
            JsonNode held = await().atMost(Duration.ofSeconds(30)).until(() -> held(rig), rows -> rows.size() == 1);
            String ruling = held.get(0).path("ruling").asText();

            // When
            assertThat(rig.operator().decide("/v1/ops/held/" + ruling + "/release"))
                    .isEqualTo(202);
            assertThat(rig.hub().exitCode()).isEqualTo(HALTED);
            rig.hub().start();

            // Then
            JsonNode handed = rig.calls("UGA.R1")
                    .get("/v1/inbox?wait=PT30S")
                    .orElseThrow()
                    .path("deliveries");
            assertThat(handed).hasSize(1);
            assertThat(handed.get(0).path("linknumber").asInt()).isEqualTo(1);
            assertThat(handed.get(0).path("delivery").asText()).isEqualTo(ruling);
            assertThat(held(rig)).isEmpty();
            List<String> taken = new ArrayList<>(rig.calls("UGA.R1").acknowledge("/v1/inbox", List.of(ruling)));
            assertThat(taken).containsExactly(ruling);
            assertThat(rig.calls("UGA.R1")
                            .get("/v1/inbox?wait=PT3S")
                            .orElseThrow()
                            .path("deliveries"))
                    .isEmpty();
            assertThat(rig.book("held")).isZero();
            assertThat(rig.book("released") + rig.book("reduced")).isEqualTo(1);
        }
    }

    private static JsonNode held(Rig rig) throws Exception {
        return rig.operator().get("/v1/ops/held").orElseThrow().path("held");
    }
}
