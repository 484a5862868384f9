package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.acceptance.fault.Backend;
import org.kivuko.acceptance.fault.LoopDisk;

/** A small disk that fills up while the hub runs, and empties again. */
class DiskGuardAcceptanceTest {
    private static final long MIB = 1 << 20;
    private static final int SIZE = 768;
    private static final int STOP_BELOW = 200;
    private static final int GO_ABOVE = 300;

    @TempDir
    Path folder;

    @BeforeEach
    void needsADiskOfItsOwn() {
        Backend.loopDisk();
    }

    @Test
    void takesNothingWhileTheDiskIsNearlyFullAndGoesOnByItselfAndLosesNothing() throws IOException, JMSException {
        // Given
        String marks = "\ndisk: {stopBelow: " + STOP_BELOW + ", goAbove: " + GO_ABOVE + "}\n";
        try (LoopDisk disk = LoopDisk.create(folder.resolve("disk.ext4"), folder.resolve("disk"), SIZE);
                TestHub hub = TestHub.startIn(
                        disk.folder().resolve("hub"), Map.of("deploy/hub.yaml", text -> text + marks))) {
            Desk sender = hub.desk("KEN.DIS");
            sender.give(passport("m-1"));

            // When
            disk.fill((STOP_BELOW - 50) * MIB);
            await().atMost(Desk.PATIENCE)
                    .until(() -> hub.withoutKey("/observe/health").contains("nothing is taken below"));
            HttpResponse<String> refused = sender.post(passport("m-2"));

            // Then
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("30");
            assertThat(Desk.json(refused).path("detail").asText()).contains("MiB left");
            try (AmqpAgency amqp = hub.amqp("KEN.DIS")) {
                assertThatThrownBy(() -> amqp.send("outbox", passport("m-3"))).hasMessageContaining("NOT_AVAILABLE");
            }
            assertThat(sender.judged("m-1").path("status").asText()).isEqualTo("judged");
            assertThat(hub.desk("UGA.DCIC").fetchAll()).hasSize(1);

            // When
            disk.makeRoom();

            // Then
            await().atMost(Desk.PATIENCE)
                    .until(() -> sender.post(passport("m-2")).statusCode() == 202);
            sender.judged("m-2");
            assertThat(hub.desk("UGA.DCIC").fetched("m-2")).isPresent();
        }
    }

    private static ObjectNode passport(String id) {
        return Samples.stolenPassport(Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .put("id", id);
    }
}
