package org.kivuko.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.hub.Hub;
import org.kivuko.hub.HubOptions;
import org.kivuko.hub.client.HubClient;
import org.kivuko.hub.configuration.Configuration;

/** The configuration as it is shipped, where signatures are required and nobody has signed. */
class UnsignedAcceptanceTest {
    @TempDir
    Path data;

    /** Whatever word the files have for their state. */
    @Test
    void withoutSignaturesNothingIsInForceAndTheHubSaysSo() throws IOException {
        var config = TestHub.shippedConfiguration();
        var loaded = (Configuration.Loaded) Configuration.load(config);
        try (Hub hub = Hub.start(new HubOptions(config, data, 0, 0, true, false), loaded, Clock.systemUTC())) {
            var operator = new HubClient(hub.url(), hub.keys().read("operator").orElseThrow());

            assertThat(hub.signatures()).startsWith("signatures required").contains("nothing is in force");
            assertThat(operator.get("/observe/health").body()).contains("nothing is in force");
            assertThat(operator.get("/v1/agreements").body()).isEqualTo("{\"agreements\":[]}");
        }
    }
}
