package org.kivuko.hub;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.kivuko.exchange.Caller;
import org.kivuko.model.AgencyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees that a key or a certificate was revoked, replaced or came to its end while an agency is connected. A door asks for a key when a connection or a call
 * begins; a connection that stands would otherwise outlive its key.
 */
final class KeyWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyWatch.class);
    private static final long EVERY_MILLIS = 250;

    private final KeyFiles keys;
    private final Consumer<AgencyId> lost;
    private final Watch watch;
    private Map<String, Caller> before;

    /** Tells {@code lost} of each agency whose key no longer counts, well within a second. */
    KeyWatch(KeyFiles keys, Consumer<AgencyId> lost) {
        this.keys = keys;
        this.lost = lost;
        this.before = keys.counting();
        // Until the folder can be read, no new call gets in either.
        watch = new Watch("key-watch", EVERY_MILLIS, this::look, "the keys cannot be watched");
    }

    private void look() {
        Map<String, Caller> now = keys.counting();
        var gone = new HashMap<>(before);
        gone.keySet().removeAll(now.keySet());
        before = now;
        gone.values().forEach(this::tell);
    }

    private void tell(Caller caller) {
        if (caller instanceof Caller.OfAgency agency) {
            LOG.info("key or certificate counts no longer agency={}", agency.agency());
            lost.accept(agency.agency());
        }
    }

    @Override
    public void close() {
        watch.close();
    }
}
