package org.kivuko.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The books of a hub at one instant: what was addressed to each agency and where it is, what came in from each and what became
 * of it. Whoever fills them takes each figure from where it is kept and works none out from the others: what waits is counted
 * in the broker, what was addressed and what became of it in the ledger. Immutable.
 *
 * @param recipients by agency
 * @param senders by agency
 */
public record Books(Map<String, Addressed> recipients, Map<String, Received> senders) {
    public Books {
        recipients = new TreeMap<>(recipients);
        senders = new TreeMap<>(senders);
    }

    /**
     * What was addressed to one recipient, each message once.
     *
     * @param handedOver fetched by it, whether it was acknowledged or not
     * @param waiting in its inboxes and not fetched
     * @param held for an officer or a clock
     * @param expired with a notice of it
     */
    public record Addressed(
            long addressed,
            long handedOver,
            long waiting,
            long held,
            long returned,
            long recalled,
            long refused,
            long expired) {
        private boolean balanced() {
            return addressed == handedOver + waiting + held + returned + recalled + refused + expired && waiting >= 0;
        }
    }

    /**
     * What came out of the outboxes of one sender, copy by copy.
     *
     * @param refused at the door, without being kept
     */
    public record Received(
            long received, long accepted, long duplicate, long conflict, long quarantined, long refused) {
        private boolean balanced() {
            return received == accepted + duplicate + conflict + quarantined + refused;
        }
    }

    /** One sentence for every agency whose books do not balance; empty where nothing was lost or counted twice. */
    public List<String> faults() {
        var faults = new ArrayList<String>();
        recipients.forEach((agency, book) -> {
            if (!book.balanced()) {
                faults.add("what was addressed to " + agency + " is not what became of it: " + book);
            }
        });
        senders.forEach((agency, book) -> {
            if (!book.balanced()) {
                faults.add("what came from " + agency + " is not what became of it: " + book);
            }
        });
        return faults;
    }
}
