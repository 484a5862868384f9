package org.kivuko.exchange;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.kivuko.agreement.Facts;
import org.kivuko.agreement.Ruling;
import org.kivuko.model.Message;

/**
 * Opens messages that wait and judges them again: from the original as it was sent, never from a projection, under the
 * agreements that hold now. Thread-safe.
 */
public final class Again {
    private final Originals originals;
    private final Vault vault;
    private final Admission admission;
    private final Rulebook rulebook;

    public Again(Originals originals, Vault vault, Admission admission, Rulebook rulebook) {
        this.originals = originals;
        this.vault = vault;
        this.admission = admission;
        this.rulebook = rulebook;
    }

    /**
     * The messages behind deliveries that wait.
     *
     * @return by delivery; without those that never were, were superseded or whose message has ended everywhere
     * @throws Vault.BrokenSeal where the secret of the data folder does not belong to the ledger
     */
    public Map<UUID, Reopened> open(Collection<UUID> deliveries) {
        var opened = new LinkedHashMap<UUID, Reopened>();
        originals.originals(deliveries).forEach((delivery, original) -> opened.put(delivery, open(original)));
        return opened;
    }

    private Reopened open(Original original) {
        Message message = KeptMessage.read(vault.open(original.key().toString(), original.content()));
        var outbox = new Outbox(original.key().source(), message.envelope().channel(), original.lane());
        return new Reopened(original, outbox, admission.readmit(message));
    }

    /** What the agreements of this instant say of the delivery, on these facts. */
    public Ruling judge(Reopened opened, Instant at, Facts facts) {
        return Judging.judge(
                rulebook.agreements(), opened.admitted(), opened.original().recipient(), at, facts);
    }
}
