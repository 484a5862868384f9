package org.kivuko.connector.files.door;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.kivuko.exchange.BrokerUnavailable;
import org.kivuko.exchange.LedgerUnavailable;
import org.kivuko.exchange.limit.StandsStill;
import org.kivuko.model.AgencyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The place of one agency at the door. Looked at by one thread at a time; asked from any. */
final class AgencyPlace implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(AgencyPlace.class);

    private final AgencyId agency;
    private final FileDoorPorts ports;
    private final Home home;
    private final Sending sending;
    private final HandingOut handingOut;
    private final Clearing clearing;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile String trouble = "";

    AgencyPlace(AgencyId agency, FileDoorPorts ports, Home home, Names names) {
        this.agency = agency;
        this.ports = ports;
        this.home = home;
        sending = new Sending(agency, ports.submissions(), names, ports.clock());
        handingOut = new HandingOut(agency, ports.shelf(), names, ports.clock());
        clearing = new Clearing(ports.keep(), ports.clock());
    }

    /** Why the last look could not do all it had to do; empty where it could. */
    String trouble() {
        return trouble;
    }

    /** Whether nobody looks or is about to; who is answered yes has to look. A folder that does not answer keeps one thread. */
    boolean begin() {
        return looking.compareAndSet(false, true);
    }

    /** After {@link #begin}. */
    void look() {
        try {
            lookNow();
            note("");
        } catch (BrokerUnavailable | LedgerUnavailable | StandsStill later) {
            // What was begun is in the hub's own folder, and comes again.
            LOG.debug("the files of {} wait: {}", agency, later.getClass().getSimpleName());
        } catch (IOException | RuntimeException e) {
            LOG.debug("the folder of {}", agency, e);
            note(
                    e instanceof ServerUnusable known
                            ? known.getMessage()
                            : e.getClass().getSimpleName());
        } finally {
            looking.set(false);
        }
    }

    private void lookNow() throws IOException {
        try (Places places = home.open()) {
            sending.look(places);
            if (ports.fetches().test(agency)) {
                handingOut.look(places);
            }
            clearing.look(places);
        }
    }

    private void note(String found) {
        if (!found.isEmpty() && !found.equals(trouble)) {
            LOG.warn("the folder of {} cannot be used as it is, its files wait: {}", agency, found);
        }
        trouble = found;
    }

    /** What is being looked at meanwhile breaks off, as after a kill. */
    @Override
    public void close() throws IOException {
        home.close();
    }
}
