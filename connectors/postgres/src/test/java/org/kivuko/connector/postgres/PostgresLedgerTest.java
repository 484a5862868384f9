package org.kivuko.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.LedgerFault;
import org.kivuko.testkit.LedgerCast;
import org.kivuko.testkit.LedgerContract;
import org.kivuko.testkit.TestClock;

class PostgresLedgerTest implements LedgerContract {
    private static final TestClock CLOCK = new TestClock(LedgerCast.NOON);
    private static PostgresLedger ledger;

    @BeforeAll
    static void open() {
        ledger = PostgresLedger.open(SharedServer.address(), CLOCK);
    }

    @AfterAll
    static void close() {
        ledger.close();
    }

    @BeforeEach
    void noonAgain() {
        CLOCK.set(LedgerCast.NOON);
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public TestClock clock() {
        return CLOCK;
    }

    @Test
    void what_the_database_refuses_is_reported_with_its_place_and_without_values() {
        var cast = new LedgerCast();
        var delivery = LedgerCast.released(cast.receiver);
        // When, Then
        assertThatThrownBy(() -> record(
                        ledger.begin(cast.outbox, 0),
                        1,
                        cast.message("1", "a", noon(), delivery),
                        cast.message("2", "a", noon(), delivery)))
                .isInstanceOf(LedgerFault.class)
                .hasNoCause()
                .hasMessage("ledger: record refused by the database, SQLSTATE 23505 at ruling by ruling_standing");
        assertThat(ledger.status(cast.key("1"))).isEmpty();
    }
}
