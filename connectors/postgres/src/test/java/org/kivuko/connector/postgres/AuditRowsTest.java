package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Vault;
import org.kivuko.model.AgencyId;
import org.kivuko.operations.people.AuditBook;
import org.kivuko.operations.people.AuditEnd;
import org.kivuko.operations.people.AuditEntry;
import org.kivuko.operations.people.AuditOutcome;
import org.kivuko.operations.people.AuditQuery;
import org.kivuko.operations.people.AuditRow;
import org.kivuko.operations.people.Scope;
import org.kivuko.operations.people.SealedAudit;

/** The audit in a real database that other tests of this class use too: each test has a login of its own. */
class AuditRowsTest extends OnSharedLedger {
    private static final Instant AT = Instant.parse("2026-11-26T10:00:00Z");
    private static final String CANARY = "Wanjiru-Canary";

    private final AuditBook book = new SealedAudit(ledger.audit(), new Vault(new byte[32]));
    private final String login = "login-" + UUID.randomUUID();

    private AuditEntry entry(Instant at, String target, AuditOutcome outcome) {
        return new AuditEntry(
                at, login, "127.0.0.1", "POST /v1/ops/tests", target, "because of " + CANARY, "audit", "", "", outcome);
    }

    private AuditQuery query(Optional<Long> before, int max, Scope scope) {
        return new AuditQuery(
                Optional.of(login),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                before,
                max,
                scope);
    }

    private List<AuditRow> rows() {
        return book.rows(query(Optional.empty(), 200, Scope.ALL));
    }

    @Test
    void whatWasBegunIsReadAsUnfinishedUntilItIsEndedOnce() {
        // Given
        long no = book.begin(entry(AT, "", AuditOutcome.UNFINISHED));
        assertThat(rows()).containsExactly(new AuditRow(no, entry(AT, "", AuditOutcome.UNFINISHED)));

        // When
        var end = new AuditEnd(AuditOutcome.DONE, "hub.dead", "{\"messages\":3}", "{\"messages\":0}");
        book.end(no, end);
        book.end(no, new AuditEnd(AuditOutcome.FAILED, "", "", ""));

        // Then
        assertThat(rows())
                .containsExactly(
                        new AuditRow(no, entry(AT, "", AuditOutcome.UNFINISHED).ended(end)));
    }

    @Test
    void rowsComeNewestFirstAndInPages() {
        // Given
        for (int i = 0; i < 5; i++) {
            book.record(entry(AT.plusSeconds(i), "row-" + i, AuditOutcome.DONE));
        }

        // When
        List<AuditRow> first = book.rows(query(Optional.empty(), 3, Scope.ALL));
        List<AuditRow> second = book.rows(query(Optional.of(first.get(2).no()), 3, Scope.ALL));

        // Then
        assertThat(first).extracting(row -> row.entry().target()).containsExactly("row-4", "row-3", "row-2");
        assertThat(second).extracting(row -> row.entry().target()).containsExactly("row-1", "row-0");
    }

    @Test
    void aScopeSeesTheRowsThatNameAnAgencyOfItAndNoOther() {
        // Given
        book.record(entry(AT, "agency.KEN.DIS.outbox", AuditOutcome.DONE));
        book.record(entry(AT, "UGA.DCIC/m-1", AuditOutcome.DONE));
        book.record(entry(AT, "hub.dead", AuditOutcome.DONE));

        // When
        List<AuditRow> ofState = book.rows(query(Optional.empty(), 9, new Scope(Set.of("KEN"), Set.of())));
        List<AuditRow> ofAgency =
                book.rows(query(Optional.empty(), 9, new Scope(Set.of(), Set.of(AgencyId.of("UGA.DCIC")))));

        // Then
        assertThat(ofState).extracting(row -> row.entry().target()).containsExactly("agency.KEN.DIS.outbox");
        assertThat(ofAgency).extracting(row -> row.entry().target()).containsExactly("UGA.DCIC/m-1");
    }

    @Test
    void everyRowThatWasEndedStaysAsItIsWritten() throws SQLException {
        // Given
        book.record(entry(AT, "kept", AuditOutcome.REFUSED));
        LedgerAddress address = SharedServer.address();

        // When and Then
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement()) {
            String own = " where login = '" + login + "'";
            for (String change : List.of(
                    "update audit set outcome = 'done'" + own,
                    "update audit set login = 'somebody'" + own,
                    "delete from audit" + own,
                    "truncate audit")) {
                assertThatThrownBy(() -> statement.execute(change))
                        .as(change)
                        .hasMessageContaining("what operators did stays as it is written");
            }
        }
        assertThat(rows()).hasSize(1);
    }

    @Test
    void theReasonThatSomebodyGaveIsNotReadableInTheDatabase() throws SQLException {
        // Given
        book.record(entry(AT, "sealed", AuditOutcome.DONE));
        LedgerAddress address = SharedServer.address();

        // When
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "select row_to_json(a)::text, texts_sealed from audit a where login = '" + login + "'")) {
            assertThat(found.next()).isTrue();

            // Then
            assertThat(found.getString(1)).doesNotContain(CANARY);
            assertThat(new String(found.getBytes(2), StandardCharsets.ISO_8859_1))
                    .doesNotContain(CANARY);
        }
        assertThat(rows().get(0).entry().reason()).contains(CANARY);
    }
}
