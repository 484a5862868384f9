package org.kivuko.testkit.junit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicReference;
import org.kivuko.exchange.Shelf;
import org.kivuko.model.AgencyId;
import org.kivuko.model.MessageJson;

/** What the hub tells one agency about its own messages: receipts, notices. Nothing of it has to be looked at. Not thread-safe. */
public final class ReceiptsView {
    private final Kivuko hub;
    private final AgencyId agency;

    ReceiptsView(Kivuko hub, AgencyId agency) {
        this.hub = hub;
        this.agency = agency;
    }

    /** The next one, as JSON; waits for it. */
    public JsonNode next() {
        hub.run().looked("receipts(\"" + agency + "\").next()", agency);
        hub.run().sawReceiptsOf(agency);
        var found = new AtomicReference<Shelf.Item>();
        if (!hub.run().comes(() -> lease(found))) {
            throw new AssertionError("the hub has told " + agency + " nothing within " + hub.patienceInWords() + "."
                    + new NearestMatch(hub, hub.run()).toReceipt(agency));
        }
        hub.hub().shelf().acknowledgeReceipt(agency, found.get().delivery());
        JsonNode receipt = MessageJson.tree(found.get().body());
        String about = receipt.path("data").path("id").asText();
        hub.hub().messages().stream()
                .filter(key -> key.source().equals(agency) && key.id().equals(about))
                .forEach(hub.run()::saw);
        return receipt;
    }

    /** That nothing more is told, once everything that was posted has been judged. */
    public void isEmpty() {
        hub.run().comes(hub.hub()::quiet);
        if (lease(new AtomicReference<>())) {
            throw new AssertionError("the hub should have told " + agency + " nothing more, but it has");
        }
    }

    private boolean lease(AtomicReference<Shelf.Item> found) {
        return hub.run().lease(found, shelf -> shelf.leaseReceipts(agency, 1));
    }
}
