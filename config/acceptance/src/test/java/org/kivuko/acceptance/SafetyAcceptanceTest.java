package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.HubSecrets;
import org.kivuko.hub.doctor.Doctor;
import org.kivuko.hub.doctor.Finding;

/** A whole hub: what the doctor says of it while it runs, and where its secrets are. */
class SafetyAcceptanceTest {
    private static final String RECIPIENT = "UGA.DCIC";

    @TempDir
    private Path folder;

    private final TestHub hub = TestHub.start(Clock.systemUTC());

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void theDoctorAsksTheDatabaseOfARunningHubItself() {
        // When
        List<Finding> findings = new Doctor(new HubOptions(
                        hub.config(),
                        hub.data(),
                        hub.hub().url().getPort(),
                        hub.hub().amqpPort(),
                        false,
                        false))
                .examine(Clock.systemUTC());

        // Then
        for (String code :
                List.of("HUB", "DATABASE", "CLOCK_APART", "PORT_HTTP", "PORT_AMQP", "BROKER", "FILES", "SETTINGS")) {
            assertThat(findings)
                    .filteredOn(finding -> finding.code().equals(code))
                    .as(code)
                    .isNotEmpty()
                    .allMatch(finding -> finding.state() == Finding.State.FINE);
        }
        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("HUB"))
                .allMatch(it -> it.found().toString().startsWith("runs"));
    }

    /** What was sealed before is opened with the same keys from another place. */
    @Test
    void secretsThatAreTakenElsewhereOpenWhatWasSealedBefore() throws IOException {
        // Given
        Path elsewhere = folder.resolve("secrets");
        Desk sender = hub.desk("KEN.DIS");
        ObjectNode waiting = Samples.stolenPassport(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        sender.give(waiting);
        sender.judged(waiting.get("id").asText());

        // When
        hub.restartAfter(() -> take(elsewhere));

        // Then
        assertThat(hub.data().resolve("secrets/content")).doesNotExist();
        assertThat(hub.get("operator", "/observe/health").body()).doesNotContain("SECRETS_IN_DATA");
        JsonNode lease = hub.desk(RECIPIENT).lease();
        assertThat(lease.at("/0/message/id")).isEqualTo(waiting.get("id"));
        assertThat(sender.post(waiting).statusCode()).isEqualTo(200);
    }

    private void take(Path elsewhere) {
        try {
            HubSecrets.keepIn(hub.data(), elsewhere);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
