package org.kivuko.exchange;

import java.time.Instant;
import java.util.List;
import org.kivuko.agreement.Facts;
import org.kivuko.model.AgencyId;

/** Collects what rulings rest on beside messages and agreements; one place, asked once per batch. Thread-safe. */
public final class FactsCollector {
    /** The facts of one batch, in the hands of the thread that judges it. */
    public interface Collected {
        /** What is known for the ruling on this message for this recipient. */
        Facts facts(Passage.Addressed addressed, AgencyId recipient);
    }

    /** What is known for a delivery that is judged again. */
    public Facts again(Reopened opened, Instant at) {
        return Facts.NONE.withThreadProtected(opened.admitted().header().protectedThread());
    }

    /** Asks for everything that the rulings on these messages may rest on. */
    public Collected collect(List<Passage.Addressed> batch, Instant at) {
        return (addressed, recipient) ->
                Facts.NONE.withThreadProtected(addressed.admitted().header().protectedThread());
    }
}
