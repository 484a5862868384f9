package org.kivuko.connector.files.door;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.limit.StandsStill;
import org.kivuko.model.AgencyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The place of one agency in the folder of the door. Looked at by one thread at a time; asked from any. */
final class AgencyPlace {
    private static final Logger LOG = LoggerFactory.getLogger(AgencyPlace.class);

    private final AgencyId agency;
    private final FileDoorPorts ports;
    private final Path base;
    private final Steps steps;
    private final Sending sending;
    private final HandingOut handingOut;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean usable = true;

    AgencyPlace(AgencyId agency, FileDoorPorts ports, Path base, Names names, Steps steps) {
        this.agency = agency;
        this.ports = ports;
        this.base = base;
        this.steps = steps;
        sending = new Sending(agency, ports.submissions(), names, ports.clock());
        handingOut = new HandingOut(agency, ports.shelf(), names, ports.clock());
    }

    /** Whether the last look could do all it had to do. */
    boolean usable() {
        return usable;
    }

    /** Whether nobody looks or is about to; who is answered yes has to look. A folder that does not answer keeps one thread. */
    boolean begin() {
        return looking.compareAndSet(false, true);
    }

    /** After {@link #begin}. */
    void look() {
        try {
            lookNow();
            note(true);
        } catch (BrokerUnavailable | LedgerUnavailable | StandsStill later) {
            // What was begun is in the hub's own folder, and comes again.
            LOG.debug("the files of {} wait: {}", agency, later.getClass().getSimpleName());
        } catch (IOException | RuntimeException e) {
            LOG.debug("the folder of {}", agency, e);
            note(false);
        } finally {
            looking.set(false);
        }
    }

    private void lookNow() throws IOException {
        Places.make(base.resolve(agency.toString()));
        try (Folder root = Folder.open(base, steps);
                Places places = Places.open(root, base, agency.toString(), steps)) {
            sending.look(places);
            if (ports.fetches().test(agency)) {
                handingOut.look(places);
            }
        }
    }

    private void note(boolean well) {
        if (usable && !well) {
            LOG.warn("the folder of {} cannot be used as it is; its files wait", agency);
        }
        usable = well;
    }
}
