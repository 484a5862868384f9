package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kivuko.connector.postgres.ServerAdvice.Advice;
import org.kivuko.exchange.LedgerUnavailable;

class ServerAdviceTest {
    @TempDir
    private Path data;

    @Test
    void of_the_embedded_database_there_is_nothing_to_say() {
        assertThat(ServerAdvice.of(SharedServer.address())).isEmpty();
    }

    @Test
    void a_server_with_other_settings_is_told_what_comes_of_them() throws IOException {
        try (var server = ForeignServer.start(data, "-c autovacuum=off -c track_counts=off -c max_connections=20")) {
            // When, Then
            assertThat(ServerAdvice.of(server.address()))
                    .extracting(Advice::toString)
                    .containsExactly(
                            "DATABASE_SETTING: autovacuum should be on, found off: the server neither counts its tables"
                                    + " nor cleans them",
                            "DATABASE_SETTING: track_counts should be on, found off: the server does not notice that"
                                    + " tables grow",
                            "DATABASE_SETTING: autovacuum_naptime should be 1s, found 1min: the server counts tables"
                                    + " too late: while they grow, messages take many times longer",
                            "DATABASE_SETTING: max_connections should be 32 or more for each hub, found 20: a hub waits"
                                    + " for its own connections");
        }
    }

    /** As with something between hub and server that drops what the hub asks of its sessions. */
    @Test
    void what_does_not_reach_a_session_is_named() {
        LedgerAddress address = SharedServer.address();
        var dropped = new LedgerAddress(address.url() + "?options=-c%20jit=off", address.user(), address.password());
        // When, Then
        assertThat(ServerAdvice.of(dropped))
                .extracting(Advice::name)
                .contains("enable_seqscan", "plan_cache_mode", "lock_timeout", "idle_in_transaction_session_timeout")
                .doesNotContain("jit", "autovacuum_naptime");
    }

    @Test
    void a_database_that_does_not_answer_is_unavailable() throws IOException {
        var nobody = new LedgerAddress(
                "jdbc:postgresql://127.0.0.1:" + ForeignServer.freePort() + "/postgres", "kivuko", "any");
        // When, Then
        assertThatThrownBy(() -> ServerAdvice.of(nobody)).isInstanceOf(LedgerUnavailable.class);
    }
}
