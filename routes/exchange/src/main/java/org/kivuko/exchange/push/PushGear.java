package org.kivuko.exchange.push;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.AgencyId;

/**
 * What pushing to anybody needs.
 *
 * @param usable how long after its lease something may still go out: until the lease ends, less what one call takes at most
 * @param chance 0 to 1, another one each time
 * @param pool runs what goes out at the same time
 */
record PushGear(
        Shelf shelf, PushStop stop, InstantSource clock, Duration usable, DoubleSupplier chance, Executor pool) {
    /** Whether it is still leased; receipts are never taken back. */
    boolean held(AgencyId agency, InHand each) {
        return each.receipt() || shelf.leased(agency, each.id()).isPresent();
    }
}
