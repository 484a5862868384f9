package org.kivuko.testkit;

import java.time.Instant;
import java.util.List;
import org.kivuko.exchange.Entry;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.Originals;
import org.kivuko.exchange.OutboxTerm;
import org.kivuko.exchange.Recorded;
import org.kivuko.exchange.TermEnded;

/** What the parts of {@link LedgerContract} stand on. */
public interface LedgerUnderTest {
    /** The ledger, with {@link #clock} as its clock. */
    Ledger ledger();

    /** The same ledger as the keeper of originals. */
    default Originals originals() {
        return (Originals) ledger();
    }

    /** Stands at {@link LedgerCast#NOON} when a test begins. */
    TestClock clock();

    /** Records under a term that holds. */
    default List<Recorded> record(OutboxTerm term, long batch, Entry... entries) {
        try {
            return ledger().record(term, batch, List.of(entries));
        } catch (TermEnded e) {
            throw new AssertionError("the term was to hold", e);
        }
    }

    default Recorded.Fresh fresh(Recorded recorded) {
        if (recorded instanceof Recorded.Fresh fresh) {
            return fresh;
        }
        throw new AssertionError("expected Fresh, found " + recorded);
    }

    default Instant noon() {
        return LedgerCast.NOON;
    }
}
