package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.jms.JMSException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A disk that fills up while the hub runs, and empties again: marks just below what is free, and a file that takes it. */
class DiskGuardAcceptanceTest {
    private static final long MIB = 1 << 20;
    private static final String LARGE = "6G";

    @Test
    void takesNothingWhileTheDiskIsNearlyFullAndGoesOnByItselfAndLosesNothing() throws IOException, JMSException {
        // Given
        Path folder = Files.createTempDirectory("kivuko-disk-");
        long free = Files.getFileStore(folder).getUsableSpace() / MIB;
        String marks = "\ndisk: {stopBelow: " + (free - 4_000) + ", goAbove: " + (free - 2_500) + "}\n";
        Path large = folder.resolve("large");
        try (TestHub hub = TestHub.start(Clock.systemUTC(), Map.of("deploy/hub.yaml", text -> text + marks))) {
            Desk sender = hub.desk("KEN.DIS");
            sender.give(passport("m-1"));

            // When
            fill(large);
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
            Files.delete(large);

            // Then
            await().atMost(Desk.PATIENCE)
                    .until(() -> sender.post(passport("m-2")).statusCode() == 202);
            assertThat(hub.desk("UGA.DCIC").fetched("m-2")).isNotNull();
        } finally {
            Files.deleteIfExists(large);
            Files.delete(folder);
        }
    }

    private static ObjectNode passport(String id) {
        return Samples.stolenPassport(Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .put("id", id);
    }

    /** Takes the room without writing it. */
    private static void fill(Path file) throws IOException {
        try {
            var taken = new ProcessBuilder("fallocate", "-l", LARGE, file.toString()).start();
            assertThat(taken.waitFor()).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
