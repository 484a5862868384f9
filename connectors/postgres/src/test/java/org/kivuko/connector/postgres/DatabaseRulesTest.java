package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.operations.safety.SafetyFault;
import org.kivuko.operations.safety.SafetyRule;

/** Each unsafe setting of a real server that is safe otherwise is found by its code, alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseRulesTest {
    /** What the server is told, and by which rule it is found. */
    private static final Map<String, String> SEEDS = Map.ofEntries(
            Map.entry("fsync = off", "DATABASE_FSYNC"),
            Map.entry("synchronous_commit = off", "DATABASE_SYNCHRONOUS_COMMIT"),
            Map.entry("full_page_writes = off", "DATABASE_FULL_PAGE_WRITES"),
            Map.entry("zero_damaged_pages = on", "DATABASE_ZERO_DAMAGED_PAGES"),
            Map.entry("ignore_checksum_failure = on", "DATABASE_IGNORE_CHECKSUMS"),
            Map.entry("session_replication_role = replica", "DATABASE_TRIGGERS"),
            Map.entry("password_encryption = md5", "DATABASE_PASSWORDS"),
            Map.entry("log_statement = 'all'", "DATABASE_LOGS_VALUES"),
            Map.entry("log_min_duration_statement = 100", "DATABASE_LOGS_VALUES"),
            Map.entry("debug_print_plan = on", "DATABASE_LOGS_PLANS"),
            Map.entry("debug_print_parse = on", "DATABASE_LOGS_PARSED"),
            Map.entry("debug_print_rewritten = on", "DATABASE_LOGS_REWRITTEN"),
            Map.entry("log_parameter_max_length_on_error = -1", "DATABASE_LOGS_ERRORS"),
            Map.entry("default_transaction_read_only = on", "DATABASE_READ_ONLY"));

    /** Seeded by tests of their own, here and in {@link StartupCheckTest}. */
    private static final Set<String> OTHERWISE = Set.of(
            "DATABASE_TRUST",
            "DATABASE_TRUST_ADMINISTRATOR",
            "DATABASE_PLAIN_OUTSIDE",
            "DATABASE_ENCODING",
            "DATABASE_REPLICA");

    private ForeignServer server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = ForeignServer.startWithPassword(folder);
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    @Test
    void a_server_with_its_own_settings_and_a_password_may_be_relied_on() {
        assertThat(StartupCheck.unsafe(server.address())).isEmpty();
    }

    @Test
    void every_setting_is_found_alone() throws SQLException, InterruptedException {
        for (Map.Entry<String, String> seed : SEEDS.entrySet()) {
            tell("alter system set " + seed.getKey());
            awaitFaults(seed.getKey(), List.of(seed.getValue()));
            tell("alter system reset all");
            awaitFaults("reset", List.of());
        }
    }

    @Test
    void every_rule_is_seeded_and_every_seed_has_a_rule() {
        var seeded = new HashSet<>(SEEDS.values());
        seeded.addAll(OTHERWISE);
        assertThat(seeded)
                .isEqualTo(StartupCheck.rules().stream().map(SafetyRule::code).collect(Collectors.toSet()));
    }

    @Test
    void a_database_in_another_encoding_is_named() throws SQLException {
        tell("create database ascii encoding 'SQL_ASCII' lc_collate 'C' lc_ctype 'C' template template0");
        LedgerAddress own = server.address();
        var ascii = new LedgerAddress(own.url().replace("/postgres", "/ascii"), own.user(), own.password());
        // When, Then
        assertThat(StartupCheck.unsafe(ascii)).extracting(SafetyFault::code).containsExactly("DATABASE_ENCODING");
        tell("drop database ascii");
    }

    @Test
    void a_copy_of_another_server_is_named() {
        var facts = StartupCheck.facts(server.address()).with(DatabaseRules.RECOVERY, "on");
        // When, Then
        assertThat(SafetyRule.faults(StartupCheck.rules(), facts))
                .extracting(SafetyFault::code)
                .containsExactly("DATABASE_REPLICA");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:5432/postgres",
                "jdbc:postgresql://localhost/postgres",
                "jdbc:postgresql://[::1]:5432/postgres",
                "jdbc:postgresql://db.example/ledger?user=x&sslmode=verify-full"
            })
    void a_connection_that_nobody_else_reads_is_safe(String url) {
        assertThat(StartupCheck.transport(url)).isEqualTo(DatabaseRules.KEPT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example:5432/postgres",
                "jdbc:postgresql://10.0.0.7/postgres?sslmode=require",
                "jdbc:postgresql://127.0.0.1.example/postgres",
                "jdbc:postgresql://db.example/x?sslmode=verify-ca",
                "jdbc:postgresql://db.example/x?other=sslmode=verify-full"
            })
    void one_that_others_read_is_not(String url) {
        assertThat(StartupCheck.transport(url)).isNotEqualTo(DatabaseRules.KEPT);
    }

    /** The server reads its settings a moment after it is told to. */
    private void awaitFaults(String told, List<String> codes) throws InterruptedException {
        List<String> found = List.of("never looked");
        for (int tries = 0; tries < 100 && !found.equals(codes); tries++) {
            Thread.sleep(50);
            found = StartupCheck.unsafe(server.address()).stream()
                    .map(SafetyFault::code)
                    .toList();
        }
        assertThat(found).as(told).isEqualTo(codes);
    }

    private void tell(String statement) throws SQLException {
        LedgerAddress address = server.address();
        try (Connection connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                Statement told = connection.createStatement()) {
            told.execute("set default_transaction_read_only = off");
            told.execute(statement);
            told.execute("select pg_reload_conf()");
        }
    }
}
