package org.kivuko.connector.postgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.kivuko.testkit.LedgerCast;
import org.kivuko.testkit.TestClock;

/** A test of the ledger in the shared server, at noon. Other classes use the same tables before and after it. */
abstract class OnSharedLedger {
    static PostgresLedger ledger;

    @BeforeAll
    static void openLedger() {
        ledger = PostgresLedger.open(SharedServer.address(), new TestClock(LedgerCast.NOON));
    }

    @AfterAll
    static void closeLedger() {
        ledger.close();
    }
}
