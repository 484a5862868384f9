package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kivuko.exchange.Recorded;
import org.kivuko.operations.safety.SafetyFault;
import org.kivuko.testkit.LedgerCast;
import org.kivuko.testkit.TestAuthority;

/** A server that somebody else runs, with TLS and passwords: who comes in, what the hub may do there, and that it is found again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerElsewhereTest {
    private Path folder;
    private Path authorities;
    private TestAuthority authority;
    private ForeignServer server;

    @BeforeAll
    void start(@TempDir Path temporary) throws IOException, SQLException {
        folder = temporary;
        authority = TestAuthority.in(folder);
        authorities = Files.writeString(folder.resolve("ca.pem"), TestAuthority.pem(authority.certificate()));
        server = ForeignServer.startWithPassword(
                Files.createDirectory(folder.resolve("server")), tls(authority.issue("db.example"), "db"));
        as(
                server.address(),
                "create role owner login password 'owns'",
                "create role hub login password 'uses'",
                "create database kivuko owner owner",
                "alter system set log_parameter_max_length_on_error = 0",
                "alter system set log_parameter_max_length = 0",
                "select pg_reload_conf()");
    }

    private String tls(TestAuthority.Issued issued, String name) {
        Path certificate = folder.resolve(name + ".pem");
        Path key = folder.resolve(name + ".key");
        issued.write(certificate, key);
        return "-c ssl=on -c ssl_cert_file=" + certificate + " -c ssl_key_file=" + key;
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
    }

    private LedgerAddress hub() {
        return at("kivuko", "hub", "uses");
    }

    private LedgerAddress owner() {
        return at("kivuko", "owner", "owns");
    }

    private LedgerAddress at(String database, String user, String password) {
        return new LedgerAddress(ServerElsewhere.checked(url(server.port(), database), authorities), user, password);
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static void as(LedgerAddress who, String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection(who.url(), who.user(), who.password());
                var statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Test
    void over_checked_TLS_with_its_password_the_hub_comes_in_and_every_rule_holds() {
        // When
        var refusal = ServerElsewhere.refusal(hub());
        var faults = StartupCheck.unsafe(hub());
        // Then
        assertThat(refusal).isEmpty();
        assertThat(faults).extracting(SafetyFault::code).isEmpty();
    }

    @Test
    void the_hub_s_role_records_and_changes_no_table() throws Exception {
        var cast = new LedgerCast();
        try (var ledger = PostgresLedger.open(hub(), owner(), Clock.systemUTC())) {
            // When
            var answers = ledger.record(ledger.begin(cast.outbox, 0), 1, List.of(cast.message("1", "a")));
            // Then
            assertThat(answers.get(0)).isInstanceOf(Recorded.Fresh.class);
        }
        // When the tables are as new as the program, the owner need not come along
        try (var ledger = PostgresLedger.open(hub(), Clock.systemUTC())) {
            assertThat(ledger.counts()).containsEntry("accepted", 1L);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table message add column more text",
                "drop table ruling",
                "truncate ruling",
                "alter table audit disable trigger all",
                "set session_replication_role = replica",
                "create table mine (no integer)",
                "create role another"
            })
    void what_the_hub_does_not_need_it_may_not_do(String statement) throws Exception {
        PostgresLedger.open(hub(), owner(), Clock.systemUTC()).close();
        // When, Then
        assertThatThrownBy(() -> as(hub(), statement))
                .isInstanceOf(SQLException.class)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("42501");
    }

    @Test
    void each_reason_not_to_be_let_in_has_its_code_and_no_secret() throws IOException {
        var stranger = TestAuthority.in(folder);
        Path strangers = Files.writeString(folder.resolve("other.pem"), TestAuthority.pem(stranger.certificate()));
        String plain = url(server.port(), "kivuko");
        // When, Then
        assertThat(code(at("kivuko", "hub", "wrong-secret"))).isEqualTo("DATABASE_REFUSES");
        assertThat(code(at("nothing", "hub", "uses"))).isEqualTo("DATABASE_MISSING");
        assertThat(code(new LedgerAddress(ServerElsewhere.checked(plain, strangers), "hub", "uses")))
                .isEqualTo("DATABASE_CERTIFICATE");
        assertThat(code(new LedgerAddress(
                        ServerElsewhere.checked(plain.replace("127.0.0.1", "localhost"), authorities), "hub", "uses")))
                .as("its certificate names another host")
                .isEqualTo("DATABASE_CERTIFICATE");
        assertThat(code(new LedgerAddress(ServerElsewhere.checked(plain, folder.resolve("none.pem")), "hub", "uses")))
                .isEqualTo("DATABASE_AUTHORITIES");
        assertThat(code(new LedgerAddress(
                        ServerElsewhere.checked(url(ForeignServer.freePort(), "kivuko"), authorities), "hub", "uses")))
                .isEqualTo("DATABASE_AWAY");
        assertThat(code(new LedgerAddress(
                        ServerElsewhere.checked(SharedServer.address().url(), authorities), "kivuko", "any")))
                .isEqualTo("DATABASE_NO_TLS");
        assertThat(ServerElsewhere.refusal(at("kivuko", "hub", "wrong-secret")))
                .get()
                .asString()
                .doesNotContain("secret");
    }

    private static String code(LedgerAddress address) {
        return ServerElsewhere.refusal(address).orElse("let in").replaceAll(":.*", "");
    }

    @Test
    void while_it_is_away_the_ledger_says_so_and_it_is_found_again_without_a_restart_of_the_hub() throws Exception {
        var cast = new LedgerCast();
        try (var ledger = PostgresLedger.open(hub(), owner(), Clock.systemUTC())) {
            ledger.record(ledger.begin(cast.outbox, 0), 1, List.of(cast.message("1", "a")));
            // When
            server.stop();
            // Then
            await().atMost(Duration.ofSeconds(10)).until(() -> !ledger.available());
            server.start();
            await().atMost(Duration.ofSeconds(20)).until(ledger::available);
            var answers = ledger.record(
                    ledger.begin(cast.outbox, 1), 2, List.of(cast.message("1", "a"), cast.message("2", "a")));
            assertThat(answers.get(0)).isInstanceOf(Recorded.Duplicate.class);
            assertThat(answers.get(1)).isInstanceOf(Recorded.Fresh.class);
        }
    }
}
