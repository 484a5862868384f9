package org.kivuko.testkit.junit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kivuko.exchange.Ledger;
import org.kivuko.exchange.MessageStatus;
import org.kivuko.exchange.QuarantineRow;
import org.kivuko.exchange.RulingRow;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageKey;

/** What a hub has recorded, for a test to read: the real outcomes, not what senders are shown. No personal data. Thread-safe. */
public final class LedgerView {
    private final Ledger ledger;

    LedgerView(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The newest rulings, newest first. */
    public List<RulingRow> rulings(int max) {
        return ledger.lastRulings(max);
    }

    /** How a message stands; empty where the hub has accepted none of this name. */
    public Optional<MessageStatus> status(String sender, String id) {
        return ledger.status(new MessageKey(AgencyId.of(sender), id));
    }

    /** What could not be taken for a message, newest first: who sent it, by which door, and what is wrong with it. */
    public List<QuarantineRow> quarantine(int max) {
        return ledger.quarantine(max);
    }

    /** How often each thing happened since the test began, by the names of {@link Ledger#counts}. */
    public Map<String, Long> counts() {
        return ledger.counts();
    }
}
