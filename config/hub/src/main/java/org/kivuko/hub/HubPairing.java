package org.kivuko.hub;

import java.time.InstantSource;
import org.kivuko.connector.artemis.EmbeddedBroker;
import org.kivuko.connector.postgres.PostgresLedger;
import org.kivuko.operations.restore.Drift;
import org.kivuko.operations.restore.Pairing;

/** That no hub runs on a broker and a ledger of which one was restored without the other, or on both before somebody said so. */
final class HubPairing {
    private static final String REMEDY =
            "; hold them against each other with ./kivuko reconcile, which says what may have been lost";

    private HubPairing() {}

    /** @throws StartRefused where a copy was put back */
    static DataFolder requireReconciled(DataFolder data) {
        if (RestoredNote.stands(data.root())) {
            throw new StartRefused("RESTORED: the data folder " + data.root()
                    + " was restored from a copy, and nobody has been told yet what has happened since that copy was made"
                    + REMEDY);
        }
        return data;
    }

    /**
     * Before anything in the one is believed because of the other; they belong together from then on.
     *
     * @throws StartRefused where they do not
     */
    static void begin(PostgresLedger ledger, EmbeddedBroker broker, InstantSource clock) {
        var pairing = new Pairing(ledger.marks(), broker.marks(), clock);
        Drift drift = look(pairing);
        if (!drift.together()) {
            throw new StartRefused("NOT_TOGETHER: broker and ledger are not of one moment: "
                    + String.join("; ", drift.findings()) + REMEDY);
        }
        pairing.renew();
    }

    private static Drift look(Pairing pairing) {
        try {
            return pairing.look();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused("the start was interrupted", e);
        }
    }
}
