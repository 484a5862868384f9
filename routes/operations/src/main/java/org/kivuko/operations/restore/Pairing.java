package org.kivuko.operations.restore;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A mark that broker and ledger are given together at each start, so that one of them that was restored without the other is told from the
 * one that belongs there. Announced in the ledger, then given to the broker, then confirmed in the ledger: a kill leaves a mark
 * that the ledger knows. Thread-safe.
 */
public final class Pairing {
    /** Another hub of the database may begin a term between two looks. */
    private static final int LOOKS = 4;

    private static final long BETWEEN_MILLIS = 250;

    private final LedgerMarks ledger;
    private final BrokerMarks broker;
    private final InstantSource clock;

    public Pairing(LedgerMarks ledger, BrokerMarks broker, InstantSource clock) {
        this.ledger = ledger;
        this.broker = broker;
        this.clock = clock;
    }

    /** How far they are apart. */
    public Drift look() throws InterruptedException {
        Drift drift = Drift.of(ledger, broker);
        for (int looks = 1; !drift.together() && looks < LOOKS; looks++) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_MILLIS);
            drift = Drift.of(ledger, broker);
        }
        return drift;
    }

    /** They belong together from now on. */
    public void renew() {
        ledger.alone(() -> {
            String mark = UUID.randomUUID().toString();
            ledger.accept(broker.released());
            ledger.announce(mark, clock.instant());
            broker.mark(mark);
            ledger.confirm(mark);
        });
    }
}
