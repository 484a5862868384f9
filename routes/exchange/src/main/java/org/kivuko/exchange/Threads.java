package org.kivuko.exchange;

import java.util.List;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** Questions, answers and what else refers to one another, as the ledger knows them. Thread-safe. */
public interface Threads {
    /** The most messages of a thread that are given. */
    int MOST = 200;

    /**
     * A message with everything that is connected with it by references, as far as the caller sent it or was handed it; what
     * is connected by messages alone that the caller does not know is left out.
     *
     * @param centralContact whether the caller is the central contact of its state, which knows what any agency of it sent
     * @return oldest first; of a message that the caller did not send its own part alone; empty where the caller does not
     *     know the message
     * @throws LedgerUnavailable where the database does not answer
     */
    List<ThreadMessage> thread(MessageKey key, AgencyId caller, boolean centralContact);
}
