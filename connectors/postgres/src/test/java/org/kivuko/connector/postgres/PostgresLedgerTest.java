package org.kivuko.connector.postgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.kivuko.exchange.Ledger;
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
}
