package org.kivuko.testkit.junit;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** A hub that runs in the JVM of a test. For one thread at a time; what it gives is thread-safe. */
public interface HubInTest extends AutoCloseable {
    /** Where one of its doors is, from now on until it is closed. */
    URI url(HubDoor door);

    /** The key of an agency, or of {@code operator}. */
    String key(String name);

    /** Whom it knows. */
    Set<AgencyId> agencies();

    /** What it has recorded. To be read alone. */
    Ledger ledger();

    /** What its agencies fetch, whichever door is theirs. */
    Shelf shelf();

    /** The messages that were accepted since it was emptied last, by whichever door, in the order in which they came. */
    List<MessageKey> messages();

    /** Whether nothing is on its way from an outbox to whom it is for. */
    boolean quiet();

    /**
     * Makes it as if nothing had ever come: queues and ledger are empty, numbers of links begin anew. Doors, keys and configuration stay.
     *
     * @param began the earliest instant that its clock has read since it was emptied last
     * @param reached the latest
     * @throws HubNotStarted where it had to be started again for that, and was not
     */
    void empty(Instant began, Instant reached) throws HubNotStarted;

    /** Stops it and takes away its folder. */
    @Override
    void close();
}
